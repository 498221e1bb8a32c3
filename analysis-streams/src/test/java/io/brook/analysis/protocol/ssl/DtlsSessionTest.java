package io.brook.analysis.protocol.ssl;

import static io.brook.analysis.protocol.ssl.Tls.hex;
import static io.brook.analysis.protocol.ssl.Tls.join;
import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.testing.SessionRecorder;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.SslLog;
import java.util.Arrays;
import org.junit.jupiter.api.Test;

class DtlsSessionTest {
    private static final String RANDOM = "11".repeat(32);
    private static final byte[] CLIENT_HELLO = hex("fefd" + RANDOM + "00 00 0002 c02f 01 00");
    private static final byte[] SERVER_HELLO = hex("fefd" + RANDOM + "00 c02f 00");
    private static final byte[] SERVER_HELLO_13 = hex("fefd" + RANDOM + "00 1301 00 0006 002b 0002 fefc");
    private static final byte[] CHANGE_CIPHER_SPEC = record(20, 0, 5, new byte[] {1});
    private static final byte[] FINISHED = record(22, 1, 0, new byte[40]);

    private final DtlsAnalyzer analyzer = new DtlsAnalyzer();
    private final SessionRecorder session = new SessionRecorder(analyzer, true);

    private static byte[] record(int type, int epoch, int sequence, byte[] contents) {
        return join(hex("%02x fefd %04x %012x".formatted(type, epoch, sequence)), Tls.sized(2, contents));
    }

    private static byte[] message(int type, byte[] body) {
        return record(22, 0, 0, fragment(type, body, 0, body.length));
    }

    private static byte[] fragment(int type, byte[] body, int from, int to) {
        String header = "%02x %06x 0000 %06x %06x".formatted(type, body.length, from, to - from);
        return join(hex(header), Arrays.copyOfRange(body, from, to));
    }

    private SslLog line() {
        return session.line(SslLog.class);
    }

    @Test
    void followsAHandshake() {
        session.originator(message(1, CLIENT_HELLO))
                .responder(message(3, hex("fefd 02 1234")))
                .originator(message(1, CLIENT_HELLO))
                .responder(join(message(2, SERVER_HELLO), message(14, new byte[0])))
                .originator(join(CHANGE_CIPHER_SPEC, FINISHED))
                .responder(join(CHANGE_CIPHER_SPEC, FINISHED));
        assertThat(line().getVersion()).isEqualTo("DTLSv12");
        assertThat(line().getSslHistory()).isEqualTo("CvCsnIi");
        assertThat(line().getEstablished()).isTrue();
        assertThat(session.outcome()).isEqualTo(Outcome.STOP);
    }

    @Test
    void takesDtls13ForEstablishedWhenBothSidesHaveSentEncryptedRecords() {
        session.originator(message(1, CLIENT_HELLO))
                .responder(join(message(2, SERVER_HELLO_13), hex("2e 0001 0010"), new byte[16]))
                .originator(join(hex("2e 0001 0010"), new byte[16]));
        assertThat(line().getVersion()).isEqualTo("DTLSv13");
        assertThat(line().getSslHistory()).isEqualTo("Cs");
        assertThat(line().getEstablished()).isTrue();
    }

    @Test
    void putsFragmentsTogetherInAnyOrder() {
        session.originator(record(22, 0, 2, fragment(1, CLIENT_HELLO, 20, 30)))
                .originator(record(22, 0, 3, fragment(1, CLIENT_HELLO, 30, CLIENT_HELLO.length)))
                .originator(record(22, 0, 1, fragment(1, CLIENT_HELLO, 0, 20)))
                .finish();
        assertThat(line().getSslHistory()).isEqualTo("C");
    }

    @Test
    void givesUpOnFragmentsThatLieFarApart() {
        session.originator(record(22, 0, 0, fragment(1, CLIENT_HELLO, 0, 20)))
                .originator(record(22, 0, 32, fragment(1, CLIENT_HELLO, 20, CLIENT_HELLO.length)));
        assertThat(session.said()).anyMatch(said -> said.startsWith("violation DTLS handshake fragment"));
        assertThat(line().getSslHistory()).isEmpty();
    }

    @Test
    void refusesMessagesThatAreTooLong() {
        session.originator(record(22, 0, 0, hex("01 ffffff 0000 000000 000001 00")));
        assertThat(session.said()).contains("violation DTLS record length 16777215 larger than allowed maximum.");
    }

    @Test
    void passesOverStunAndWaitsForAHello() {
        byte[] stun = join(hex("0001 0008 2112a442"), new byte[20]);
        session.originator(stun)
                .responder(stun)
                .originator(message(1, CLIENT_HELLO))
                .finish();
        assertThat(line().getSslHistory()).isEqualTo("C");
    }

    @Test
    void stopsAfterTooMuchThatIsNoDtls() {
        for (int i = 0; i < 11; i++) {
            assertThat(session.outcome()).isEqualTo(Outcome.CONTINUE);
            session.originator(new byte[50]);
        }
        assertThat(session.outcome()).isEqualTo(Outcome.STOP);
        session.finish();
        assertThat(session.said()).isEmpty();
    }

    @Test
    void saysThatALaterDatagramHasNoVersionOfDtls() {
        session.originator(message(1, CLIENT_HELLO)).responder(new byte[50]);
        assertThat(session.said()).contains("violation Invalid version in DTLS connection. Packet reported version: 0");
    }

    @Test
    void looksLikeDtlsFromAClientHello() {
        assertThat(probe(message(1, CLIENT_HELLO))).isEqualTo(Probe.CERTAIN);
        assertThat(probe(message(2, SERVER_HELLO))).isEqualTo(Probe.NO);
        assertThat(probe(new byte[3])).isEqualTo(Probe.NO);
    }

    private Probe probe(byte[] datagram) {
        return analyzer.probeDatagram(Direction.ORIGINATOR, new ByteCursor(datagram, 0, datagram.length));
    }
}
