package io.brook.analysis.protocol.ntp;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.testing.SessionRecorder;
import io.brook.schemas.log.NtpLog;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class NtpSessionTest {
    private static final int LENGTH = 48;
    private static final long FROM_1900_TO_1970 = 2_208_988_800L;

    private final SessionRecorder session = new SessionRecorder(new NtpAnalyzer(), 123, "10.0.0.2", 123);

    private static byte[] message(int mode, int stratum, String reference, int length) {
        ByteBuffer bytes = ByteBuffer.allocate(Math.max(length, LENGTH));
        bytes.put((byte) (4 << 3 | mode)).put((byte) stratum).put((byte) 6).put((byte) -20);
        bytes.putShort((short) 1).putShort((short) 0x4000).putShort((short) 0).putShort((short) 0xc000);
        for (int i = 0; i < reference.length(); i++) {
            bytes.put((byte) reference.charAt(i));
        }
        bytes.putLong(0).putLong((FROM_1900_TO_1970 + 1) << 32 | 0x8000_0000L);
        bytes.putLong(FROM_1900_TO_1970 << 32).putLong((FROM_1900_TO_1970 - 2) << 32);
        return Arrays.copyOf(bytes.array(), length);
    }

    @Test
    void readsEveryField() {
        NtpLog line =
                session.at(5).originator(message(3, 2, "\n\0\0\1", LENGTH)).line(NtpLog.class);
        assertThat(line.getTs()).isEqualTo(5);
        assertThat(line.getVersion()).isEqualTo(4);
        assertThat(line.getMode()).isEqualTo(3);
        assertThat(line.getStratum()).isEqualTo(2);
        assertThat(line.getPoll()).isEqualTo(64_000_000_000L);
        assertThat(line.getPrecision()).isEqualTo(1000);
        assertThat(line.getRootDelay()).isEqualTo(1_250_000_000L);
        assertThat(line.getRootDisp()).isEqualTo(-250_000_000L);
        assertThat(line.getRefId()).isEqualTo("10.0.0.1");
        assertThat(line.getRefTime()).isZero();
        assertThat(line.getOrgTime()).isEqualTo(1_500_000_000L);
        assertThat(line.getRecTime()).isZero();
        assertThat(line.getXmtTime()).isEqualTo(-2_000_000_000L);
        assertThat(line.getNumExts()).isZero();
        assertThat(session.said()).hasSize(2).first().isEqualTo("confirm");
    }

    @Test
    void nearTheClockTheReferenceIsAWord() {
        assertThat(session.originator(message(3, 1, "GPS\0", LENGTH))
                        .line(NtpLog.class)
                        .getRefId())
                .isEqualTo("GPS\0");
    }

    @Test
    void aServerThatSpeaksFirstIsNoOriginator() {
        assertThat(session.originator(message(4, 1, "GPS\0", LENGTH)).said()).startsWith("confirm", "flip");
    }

    @Test
    void anAuthenticationCodeIsNoExtension() {
        session.originator(message(3, 1, "GPS\0", LENGTH + 20)).originator(message(3, 1, "GPS\0", LENGTH + 24));
        assertThat(session.lines())
                .extracting(line -> ((NtpLog) line).getNumExts())
                .containsExactly(0, 0);
    }

    @Test
    void countsExtensions() {
        byte[] bytes = message(3, 1, "GPS\0", LENGTH + 28 + 20);
        bytes[LENGTH + 3] = 28;
        assertThat(session.originator(bytes).line(NtpLog.class).getNumExts()).isEqualTo(1);
    }

    @Test
    void whatIsTooShortOrDoesNotFitViolatesTheProtocol() {
        session.originator(message(3, 1, "GPS\0", LENGTH - 1));
        assertThat(session.said())
                .containsExactly("violation Binpac exception: binpac exception: out_of_bound:"
                        + " NTP_std_msg:transmit_ts: 47 > 46");
    }

    @Test
    void anExtensionThatIsLargerThanTheMessageViolatesTheProtocol() {
        byte[] bytes = message(3, 1, "GPS\0", LENGTH + 28);
        bytes[LENGTH + 17] = 100;
        assertThat(session.originator(bytes).said())
                .containsExactly("violation Binpac exception: binpac exception: out_of_bound:"
                        + " Extension_Field:value: 118 > 28");
    }

    @Test
    void controlMessagesAreConfirmedButNotLogged() {
        byte[] control = {0x16, 2, 0, 1, 0, 0, 0, 0, 0, 0, 0, 0};
        byte[] monlist = {0x17, 0, 3, 42, 0, 0, 0, 0};
        assertThat(session.originator(control).originator(monlist).said()).containsExactly("confirm", "confirm");
    }

    @Test
    void controlDataMustBeThere() {
        assertThat(session.originator(new byte[] {0x16, 2, 0, 1, 0, 0, 0, 0, 0, 0, 0, 1})
                        .said())
                .allMatch(said -> said.startsWith("violation"));
    }

    @Test
    void theReservedModeHasNothingButItself() {
        NtpLog line = session.originator(new byte[] {0x20}).line(NtpLog.class);
        assertThat(line.getMode()).isZero();
        assertThat(line.getStratum()).isNull();
        assertThat(line.getXmtTime()).isNull();
    }
}
