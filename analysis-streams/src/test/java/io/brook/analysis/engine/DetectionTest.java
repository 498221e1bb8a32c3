package io.brook.analysis.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.testing.RecordingEmitter;
import io.brook.analysis.testing.TcpHost;
import io.brook.analysis.testing.Wire;
import io.brook.analysis.weird.Oddity;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.AnalyzerLog;
import io.brook.schemas.log.WeirdLog;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;

/**
 * How sessions begin and how violations end them, as Zeek's PIA and base/frameworks/analyzer/dpd.zeek have it. The protocol here
 * is one of words: {@code yes} confirms, {@code no} is a violation that shows what follows it, and each word that a session hears
 * is an oddity of that name.
 */
class DetectionTest {
    private static final int PORT = 7777;
    private static final int NOBODYS = 7778;

    /** @param eachSideTells whether {@code words:} tells of it for each side, or once */
    private record Words(boolean eachSideTells) implements ProtocolAnalyzer {
        @Override
        public String name() {
            return "words";
        }

        @Override
        public Set<Integer> tcpPorts() {
            return Set.of(PORT);
        }

        @Override
        public Probe probe(Direction direction, ByteCursor first) {
            return first.startsWith("words:") ? Probe.CERTAIN : Probe.NO;
        }

        @Override
        public AnalyzerSession open(SessionContext context) {
            return (direction, in) -> {
                for (String word : in.text(in.remaining()).split(" ")) {
                    hear(word, context);
                }
                return Outcome.CONTINUE;
            };
        }

        private static void hear(String word, SessionContext context) {
            context.weird(() -> Oddity.ofAnalyzer(word));
            if (word.equals("yes")) {
                context.confirm();
            } else if (word.startsWith("no")) {
                context.violation("wrong", word.substring(2));
            }
        }
    }

    /** @param turns what both sides say, the client first */
    private static RecordingEmitter talk(boolean eachSideTells, int port, String... turns) {
        Wire wire = Wire.withProtocols(List.of(new Words(eachSideTells)));
        TcpHost[] hosts = TcpHost.pair(wire, 40000, port);
        hosts[0].syn();
        hosts[1].synAck();
        hosts[0].ack();
        for (int i = 0; i < turns.length; i++) {
            hosts[i % 2].says(turns[i]);
        }
        return wire.pass(1).end();
    }

    private static List<String> heard(RecordingEmitter out) {
        return out.weirds().stream().map(WeirdLog::getName).toList();
    }

    private static List<String> failures(RecordingEmitter out) {
        return out.lines(AnalyzerLog.class).stream()
                .map(line -> line.getFailureReason() + ": " + line.getFailureData())
                .toList();
    }

    @Test
    void aViolationEndsASessionThatNobodyHasConfirmed() {
        RecordingEmitter out = talk(false, PORT, "no", "yes", "again");
        assertThat(heard(out)).containsExactly("no");
        assertThat(failures(out)).isEmpty();
        assertThat(out.connection().getService()).isNull();
    }

    @Test
    void aViolationCountsWhenThePacketIsOver() {
        RecordingEmitter out = talk(false, PORT, "no1 yes no2 more", "again");
        assertThat(heard(out)).containsExactly("no1", "yes", "no2", "more");
        assertThat(failures(out)).containsExactly("wrong: 1");
        assertThat(out.connection().getService()).isNull();
    }

    @Test
    void aConfirmationCountsOnce() {
        RecordingEmitter out = talk(false, PORT, "yes", "yes no yes");
        assertThat(failures(out)).containsExactly("wrong: null");
        assertThat(out.connection().getService()).isNull();
    }

    @Test
    void afterTenKibibytesNothingIsAViolation() {
        RecordingEmitter out = talk(false, PORT, "yes", "x".repeat(10_300), "no", "again");
        assertThat(heard(out)).endsWith("no", "again");
        assertThat(out.connection().getService()).isEqualTo("words");
    }

    @Test
    void theOtherSideMayTellOfItAgain() {
        RecordingEmitter out = talk(true, PORT, "words: no", "words: yes", "more");
        // What has been said comes again, and so does the violation: it ends the second session, too.
        assertThat(heard(out)).containsExactly("words:", "no", "words:", "no", "words:", "yes");
        assertThat(failures(out)).containsExactly("wrong: null");
    }

    @Test
    void whereOneTellsOfItForBothItIsOver() {
        RecordingEmitter out = talk(false, PORT, "words: no", "words: yes", "more");
        assertThat(heard(out)).containsExactly("words:", "no");
    }

    @Test
    void oneThatWasDetectedIsInTheWayForOneMorePiece() {
        RecordingEmitter out = talk(true, NOBODYS, "words: no", "words: yes", "more");
        assertThat(heard(out)).containsExactly("words:", "no");
    }

    @Test
    void oneThatIsFollowedIsNotBegunAgain() {
        RecordingEmitter out = talk(true, PORT, "words: yes", "words: yes");
        assertThat(heard(out)).containsExactly("words:", "yes", "words:", "yes");
    }

    @Test
    void failureDataIsFortyBytesOrNothing() {
        assertThat(failures(talk(false, PORT, "yes no" + "x".repeat(41)))).containsExactly("wrong: " + "x".repeat(40));
        assertThat(failures(talk(false, PORT, "yes no"))).containsExactly("wrong: null");
    }

    @Test
    void failureDataThatIsNoTextIsWrittenAsBytes() {
        // The logger writes U+F700 + a byte as \\xNN.
        assertThat(failures(talk(false, PORT, "yes no\u0000\u0081"))).containsExactly("wrong: \u0000\uf781");
    }
}
