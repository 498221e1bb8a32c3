package io.brook.analysis.protocol.smb;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.testing.SessionRecorder;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.SmbMappingLog;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

/** What lies, what has holes, and what never ends. */
class HostileSmbTest {
    private static final int TREE = 5;

    /** Both directions hold a message that is almost complete, and all tables are full. */
    private static final int MAX_STATE = 1_000_000;

    private final SessionRecorder session = new SessionRecorder(new SmbAnalyzer());

    private static byte[] map(long number) {
        return Version2.connect(number, "\\\\server\\share");
    }

    @Test
    void goesOnWithTheNextPieceAfterAHoleBetweenMessages() {
        session.originator(map(1))
                .gap(Direction.RESPONDER, 100)
                .originator(map(2))
                .responder(Version2.connected(2, TREE, 1));

        assertThat(session.line(SmbMappingLog.class).getPath()).isEqualTo("\\\\server\\share");
    }

    @Test
    void losesThePieceAfterAHoleInsideAMessage() {
        byte[] reply = Version2.connected(1, TREE, 1);
        session.originator(map(1)).responder(Arrays.copyOf(reply, 40)).gap(Direction.RESPONDER, 10);
        session.originator(map(2)).responder(Version2.connected(2, TREE, 1));

        assertThat(session.lines()).isEmpty();
        assertThat(session.said()).contains("violation SMB message ends too early");
    }

    @Test
    void waitsForAPieceThatBeginsWithAMessage() {
        session.originator(new byte[100]);
        byte[] behindOther = Arrays.copyOf(new byte[10], 10 + map(1).length);
        System.arraycopy(map(1), 0, behindOther, 10, map(1).length);
        session.originator(behindOther).responder(Version2.connected(1, TREE, 1));

        assertThat(session.line(SmbMappingLog.class).getPath()).isNull();
    }

    @Test
    void aLengthThatLiesIsAViolation() {
        byte[] lying = map(1);
        lying[4 + 64 + 6] = (byte) 0xff;
        lying[4 + 64 + 7] = (byte) 0xff;
        session.originator(lying);

        assertThat(session.said()).containsExactly("violation SMB message ends too early");
    }

    @Test
    void aMessageOfNothingIsAViolation() {
        session.originator(map(1)).originator(new byte[4]);

        assertThat(session.said()).containsExactly("violation SMB message ends too early");
    }

    @Test
    void everyMessageThatIsCutIsAViolationOrSaysNothing() {
        byte[][] messages = {
            map(1),
            Version2.create(1, TREE, "a", 0),
            Version2.read(1, TREE, 7, 0),
            Version2.write(1, TREE, 7, 0, new byte[10]),
            Version2.close(1, TREE, 7),
            Version2.rename(1, TREE, 7, "b"),
            Version2.logOn(1, SmbTokenParserTest.NTLM_NEGOTIATE)
        };
        for (byte[] message : messages) {
            for (int length = 9; length < message.length; length++) {
                byte[] cut = Arrays.copyOf(message, length);
                cut[2] = (byte) (length - 4 >> 8);
                cut[3] = (byte) (length - 4);
                SessionRecorder each = new SessionRecorder(new SmbAnalyzer());
                assertThat(each.originator(cut).said())
                        .as("%d bytes of %s", length, Arrays.toString(message))
                        .containsAnyOf("violation SMB message ends too early");
            }
        }
    }

    @Test
    void endlessSharesFilesAndRequestsAreForgotten() {
        for (int i = 1; i <= 5_000; i++) {
            session.originator(Version2.create(i, i, "a".repeat(200) + i, 0));
            session.responder(Version2.created(i, i, i, 1));
            session.originator(Version2.write(100_000 + i, i, i, 0, new byte[] {1}));
        }

        assertThat(session.saveAndRestore()).isLessThan(4 * MAX_STATE);
    }

    @Test
    void endlessPipesAreForgotten() {
        byte[] begin = Arrays.copyOf(SmbCallStreamTest.request(1, 1, "00".repeat(100)), 50);
        for (int i = 1; i <= 5_000; i++) {
            session.originator(Version2.create(2L * i, TREE, "srvsvc", 0));
            session.originator(Version2.write(2L * i + 1, TREE, i, 0, begin));
        }

        assertThat(session.saveAndRestore()).isLessThan(MAX_STATE);
    }

    @Test
    void holdsNoMoreOfAMessageThanIsSaid() {
        byte[] huge = new Message().hex("00ffffff fe534d42").zeros(60).bytes();
        session.originator(huge);
        for (int i = 0; i < 1_000; i++) {
            session.originator(new byte[4096]);
        }

        assertThat(session.saveAndRestore()).isLessThan(MAX_STATE);
        assertThat(session.outcome()).isEqualTo(Outcome.CONTINUE);
    }

    @Test
    void isKnownByItsFirstBytes() {
        SmbAnalyzer analyzer = new SmbAnalyzer();
        byte[] message = map(1);
        assertThat(analyzer.probe(Direction.ORIGINATOR, new ByteCursor(message, 0, message.length)))
                .isEqualTo(Probe.CERTAIN);
        byte[] withLineFeed = message.clone();
        withLineFeed[3] = '\n';
        assertThat(analyzer.probe(Direction.ORIGINATOR, new ByteCursor(withLineFeed, 0, withLineFeed.length)))
                .isEqualTo(Probe.NO);
        assertThat(analyzer.probe(Direction.ORIGINATOR, new ByteCursor(message, 0, 7)))
                .isEqualTo(Probe.MORE);
        assertThat(analyzer.probe(Direction.ORIGINATOR, new ByteCursor(new byte[8], 0, 8)))
                .isEqualTo(Probe.NO);
    }
}
