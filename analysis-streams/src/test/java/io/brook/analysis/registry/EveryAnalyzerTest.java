package io.brook.analysis.registry;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.testing.Conversation;
import io.brook.analysis.testing.Conversations;
import io.brook.analysis.testing.SessionRecorder;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.testing.Fuzz;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * What every protocol gets tested without further work, once it is in the list: with random bytes, and with the conversations
 * that real traces hold, as they are, cut up otherwise, with holes, and damaged.
 */
class EveryAnalyzerTest {
    private static final int ROUNDS = 5_000;

    /** How many conversations of each protocol are damaged. */
    private static final int DAMAGED = 10_000;

    /** What a session may hold, saved: generous, but no attacker can live in it. */
    private static final int MAX_STATE = 4 << 20;

    /** Those that judge by how much is sent at once, as Zeek does: to them another split is another conversation. */
    private static final Set<String> WEIGH_SEGMENTS = Set.of("smb", "ssh");

    /** Those whose violations show the piece of the stream that they came in. */
    private static final Set<String> SHOW_PIECES = Set.of("websocket");

    static Stream<ProtocolAnalyzer> analyzers() {
        return Analyzers.ALL.stream();
    }

    @Test
    void namesAreUniqueAndInOrder() {
        List<String> names = analyzers().map(ProtocolAnalyzer::name).toList();
        assertThat(names).doesNotHaveDuplicates().isSorted();
    }

    /** A protocol without one is to get it, as docs/samples/pcaps/README.md says. */
    @ParameterizedTest
    @MethodSource("analyzers")
    void aCaptureInThisProjectIsOfIt(ProtocolAnalyzer analyzer) {
        assertThat(Conversations.ofCaptures(analyzer))
                .as("conversations that are " + analyzer.name() + " in the captures of docs/samples/pcaps")
                .isNotEmpty();
    }

    @ParameterizedTest
    @MethodSource("analyzers")
    void anEmptyDatagramNeitherThrowsNorConfirms(ProtocolAnalyzer analyzer) {
        byte[] empty = {};
        assertThat(analyzer.probeDatagram(Direction.ORIGINATOR, new ByteCursor(empty, 0, 0)))
                .isNotEqualTo(Probe.CERTAIN);
        if (!analyzer.udpPorts().isEmpty()) {
            SessionRecorder session = new SessionRecorder(analyzer, true);
            session.data(Direction.ORIGINATOR, empty).data(Direction.RESPONDER, empty);
            assertThat(session.said()).doesNotContain("confirm");
            assertThat(session.lines()).isEmpty();
        }
    }

    @ParameterizedTest
    @MethodSource("analyzers")
    void randomBytesAndGapsNeverThrow(ProtocolAnalyzer analyzer) {
        Fuzz.rounds(ROUNDS, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            SessionRecorder session = new SessionRecorder(analyzer, datagrams(analyzer, random));
            for (int i = 0; i < 8; i++) {
                byte[] bytes = bytes(random);
                analyzer.probe(Direction.of(random.nextBoolean()), new ByteCursor(bytes, 0, bytes.length));
                analyzer.probeDatagram(Direction.of(random.nextBoolean()), new ByteCursor(bytes, 0, bytes.length));
                session.data(Direction.of(random.nextBoolean()), bytes);
                if (random.nextInt(8) == 0) {
                    session.gap(Direction.of(random.nextBoolean()), random.nextInt(1, 5000));
                }
            }
            end(session);
        });
    }

    private static boolean datagrams(ProtocolAnalyzer analyzer, SplittableRandom random) {
        return !analyzer.udpPorts().isEmpty() && (!isOverTcp(analyzer) || random.nextBoolean());
    }

    /** One that has ports for UDP only gets no streams; one that has none at all is found by its first bytes, or announced. */
    private static boolean isOverTcp(ProtocolAnalyzer analyzer) {
        return !analyzer.tcpPorts().isEmpty() || analyzer.udpPorts().isEmpty();
    }

    static Stream<ProtocolAnalyzer> analyzersOfStreams() {
        return analyzers().filter(EveryAnalyzerTest::isOverTcp);
    }

    @ParameterizedTest
    @MethodSource("analyzersOfStreams")
    void anySplitOfRandomBytesSaysTheSame(ProtocolAnalyzer analyzer) {
        Fuzz.rounds(ROUNDS, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            SessionRecorder whole = new SessionRecorder(analyzer);
            SessionRecorder split = new SessionRecorder(analyzer);
            for (int i = 0; i < 4; i++) {
                Direction direction = Direction.of(random.nextBoolean());
                byte[] bytes = bytes(random);
                whole.data(direction, bytes);
                for (byte each : bytes) {
                    split.data(direction, new byte[] {each});
                }
            }
            assertThat(withoutPieces(split, analyzer)).isEqualTo(withoutPieces(whole, analyzer));
            assertThat(split.outcome()).isEqualTo(whole.outcome());
        });
    }

    /** What was said, without the pieces of the stream that some show when they are violated, as Zeek does. */
    private static List<String> withoutPieces(SessionRecorder session, ProtocolAnalyzer analyzer) {
        return session.said().stream()
                .map(each -> SHOW_PIECES.contains(analyzer.name()) && each.startsWith("violation ")
                        ? each.substring(0, each.lastIndexOf(": "))
                        : each)
                .toList();
    }

    @ParameterizedTest
    @MethodSource("analyzers")
    void anySplitOfRealConversationsSaysTheSame(ProtocolAnalyzer analyzer) {
        SplittableRandom random = new SplittableRandom(3);
        for (Conversation conversation : Conversations.of(analyzer)) {
            if (!conversation.datagrams() && !WEIGH_SEGMENTS.contains(analyzer.name())) {
                SessionRecorder split = new SessionRecorder(analyzer);
                for (Conversation.Piece piece : conversation.pieces()) {
                    hearInParts(split, piece, random);
                }
                assertThat(end(split).said())
                        .isEqualTo(whole(analyzer, conversation).said());
            }
        }
    }

    private static void hearInParts(SessionRecorder session, Conversation.Piece piece, SplittableRandom random) {
        session.at(piece.time());
        if (piece.missing() > 0) {
            session.gap(piece.direction(), piece.missing());
        }
        byte[] bytes = piece.bytes();
        for (int at = 0; at < bytes.length; ) {
            int next = Math.min(bytes.length, at + random.nextInt(1, 200));
            session.data(piece.direction(), Arrays.copyOfRange(bytes, at, next));
            at = next;
        }
    }

    @ParameterizedTest
    @MethodSource("analyzers")
    void saysTheSameWhenSavedAndRestoredAnywhere(ProtocolAnalyzer analyzer) {
        for (Conversation conversation : Conversations.of(analyzer)) {
            SessionRecorder moved = new SessionRecorder(analyzer, conversation.datagrams());
            for (Conversation.Piece piece : conversation.pieces()) {
                moved.hear(piece);
                assertThat(moved.saveAndRestore()).isLessThan(MAX_STATE);
            }
            assertThat(end(moved).said())
                    .isEqualTo(whole(analyzer, conversation).said());
        }
    }

    @ParameterizedTest
    @MethodSource("analyzers")
    void conversationsWithHolesAndDamageNeitherThrowNorGrow(ProtocolAnalyzer analyzer) {
        List<Conversation> real = Conversations.of(analyzer);
        assertThat(real).isNotEmpty();
        Fuzz.rounds(DAMAGED, seed -> {
            SplittableRandom random = new SplittableRandom(seed);
            Conversation conversation = real.get((int) (seed % real.size()));
            SessionRecorder session = new SessionRecorder(analyzer, conversation.datagrams());
            for (Conversation.Piece piece : conversation.pieces()) {
                session.hear(damaged(piece, conversation.datagrams(), random));
            }
            if (random.nextInt(16) == 0) {
                assertThat(session.saveAndRestore()).isLessThan(MAX_STATE);
            }
            end(session);
        });
    }

    private static Conversation.Piece damaged(Conversation.Piece piece, boolean datagrams, SplittableRandom random) {
        byte[] bytes = piece.bytes().clone();
        if (bytes.length == 0 || random.nextBoolean()) {
            return piece;
        }
        switch (random.nextInt(4)) {
            case 0 -> bytes[random.nextInt(bytes.length)] = (byte) random.nextInt(256);
            case 1 -> bytes[random.nextInt(bytes.length)] = (byte) (random.nextBoolean() ? 0xff : 0);
            case 2 -> bytes = Arrays.copyOf(bytes, random.nextInt(1, bytes.length + 1));
            default -> {
                if (!datagrams) {
                    return new Conversation.Piece(piece.direction(), piece.time(), new byte[0], bytes.length);
                }
            }
        }
        return new Conversation.Piece(piece.direction(), piece.time(), bytes, piece.missing());
    }

    private static SessionRecorder whole(ProtocolAnalyzer analyzer, Conversation conversation) {
        SessionRecorder session = new SessionRecorder(analyzer, conversation.datagrams());
        conversation.pieces().forEach(session::hear);
        return end(session);
    }

    private static SessionRecorder end(SessionRecorder session) {
        return session.end(Direction.ORIGINATOR).end(Direction.RESPONDER).finish();
    }

    /** Small numbers more often than others: they are versions, lengths and kinds. */
    private static byte[] bytes(SplittableRandom random) {
        byte[] bytes = new byte[random.nextInt(1, 24)];
        for (int i = 0; i < bytes.length; i++) {
            bytes[i] = (byte) (random.nextBoolean() ? random.nextInt(6) : random.nextInt(256));
        }
        return bytes;
    }
}
