package io.brook.analysis.protocol.radius;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.testing.SessionRecorder;
import io.brook.schemas.log.RadiusLog;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RadiusSessionTest {
    private static final int REQUEST = 1;
    private static final int ACCEPT = 2;
    private static final int REJECT = 3;
    private static final int CHALLENGE = 11;

    private final SessionRecorder session = new SessionRecorder(new RadiusAnalyzer(), 40000, "10.0.0.2", 1812);

    /** A message, one character a byte; the length that it gives is wrong, and nobody minds. */
    private static String message(int code, String... attributes) {
        return (char) code + "\1\0\0" + "authenticator.16" + String.join("", attributes);
    }

    private static String attribute(int type, String value) {
        return (char) type + "" + (char) (value.length() + 2) + value;
    }

    private List<RadiusLog> lines() {
        return session.lines().stream().map(RadiusLog.class::cast).toList();
    }

    @Test
    void aRequestAndTheDecisionAreALine() {
        session.at(1_000)
                .originator(message(
                        REQUEST,
                        attribute(1, "alice"),
                        attribute(31, "02-00-00-AB-CD-EF"),
                        attribute(66, "tunnel.example.org"),
                        attribute(77, "CONNECT 54Mbps")));
        assertThat(session.said()).containsExactly("confirm");
        session.at(3_000).responder(message(ACCEPT, attribute(18, "Hello"), attribute(8, "\n\0\0\7")));
        RadiusLog line = session.line(RadiusLog.class);
        assertThat(line.getTs()).isEqualTo(1_000);
        assertThat(line.getUsername()).isEqualTo("alice");
        assertThat(line.getMac()).isEqualTo("02:00:00:ab:cd:ef");
        assertThat(line.getTunnelClient()).isEqualTo("tunnel.example.org");
        assertThat(line.getConnectInfo()).isEqualTo("CONNECT 54Mbps");
        assertThat(line.getResult()).isEqualTo("success");
        assertThat(line.getTtl()).isEqualTo(2_000);
        // What a server says when it lets somebody in is not looked at.
        assertThat(line.getReplyMsg()).isNull();
        assertThat(line.getFramedAddr()).isNull();
    }

    @Test
    void aChallengeSaysWhatTheUserIsAskedAndTheFirstOfEverythingCounts() {
        session.originator(message(REQUEST, attribute(1, "alice"), attribute(1, "bob")))
                .responder(message(CHALLENGE, attribute(18, "Code?"), attribute(8, "\u00ac\20\3\41rest")))
                .originator(message(REQUEST, attribute(1, "carol")))
                .responder(message(CHALLENGE, attribute(18, "Again?"), attribute(8, "\1\2\3\4")))
                .responder(message(REJECT));
        RadiusLog line = session.line(RadiusLog.class);
        assertThat(line.getUsername()).isEqualTo("alice");
        assertThat(line.getReplyMsg()).isEqualTo("Code?");
        assertThat(line.getFramedAddr()).isEqualTo("172.16.3.33");
        assertThat(line.getResult()).isEqualTo("failed");
    }

    @Test
    void anAddressThatIsCutOffIsAllZeros() {
        session.responder(message(CHALLENGE, attribute(8, "\1\2\3"))).finish();
        assertThat(session.line(RadiusLog.class).getFramedAddr()).isEqualTo("0.0.0.0");
    }

    @Test
    void aDecisionAloneHasNoDuration() {
        session.at(5).responder(message(ACCEPT));
        assertThat(session.line(RadiusLog.class).getTtl()).isNull();
    }

    @Test
    void whatComesAfterADecisionIsAnotherAttempt() {
        session.originator(message(REQUEST, attribute(1, "alice")))
                .responder(message(REJECT))
                .originator(message(REQUEST, attribute(1, "bob")))
                .responder(message(ACCEPT));
        assertThat(lines()).extracting(RadiusLog::getUsername).containsExactly("alice", "bob");
        assertThat(lines()).extracting(RadiusLog::getResult).containsExactly("failed", "success");
    }

    @Test
    void withoutADecisionTheResultIsUnknown() {
        session.originator(message(REQUEST, attribute(1, "alice"))).finish();
        assertThat(session.line(RadiusLog.class).getResult()).isEqualTo("unknown");
        assertThat(session.line(RadiusLog.class).getTtl()).isNull();
    }

    @Test
    void accountingIsAnAttemptOfWhichNothingIsKnown() {
        session.originator(message(4, attribute(1, "alice")))
                .responder(message(5))
                .finish();
        RadiusLog line = session.line(RadiusLog.class);
        assertThat(line.getUsername()).isNull();
        assertThat(line.getResult()).isEqualTo("unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "02-00-00-AB-CD-EF, 02:00:00:ab:cd:ef",
        "0200.00ab.cdef, 02:00:00:ab:cd:ef",
        "020000abcdef, 02:00:00:ab:cd:ef",
        "02:00:00:ff:fe:ab:cd:ef, 02:00:00:ff:fe:ab:cd:ef",
        "02-00-00-AB-CD-EF:guests, ''",
        "'+49 30 123456', ''",
        "'', ''"
    })
    void aCallersNumberIsAHardwareAddressOrNothing(String station, String mac) {
        session.originator(message(REQUEST, attribute(31, station))).finish();
        assertThat(session.line(RadiusLog.class).getMac()).isEqualTo(mac);
    }

    @ParameterizedTest
    @CsvSource({"0, length: 4 > 0", "3, length: 4 > 3", "4, authenticator: 20 > 4", "19, authenticator: 20 > 19"})
    void aMessageThatIsCutOffIsAViolation(int length, String fault) {
        session.originator(message(REQUEST).substring(0, length)).finish();
        assertThat(session.said())
                .containsExactly("violation Binpac exception: binpac exception: out_of_bound: RADIUS_PDU:" + fault);
    }

    @Test
    void anAttributeThatIsCutOffIsAViolation() {
        session.originator(message(REQUEST, attribute(1, "alice"), "\1"));
        assertThat(session.said())
                .containsExactly(
                        "violation Binpac exception: binpac exception: out_of_bound: RADIUS_Attribute:length: 2 > 1");
    }

    @Test
    void anAttributeLongerThanTheMessageIsAViolation() {
        session.originator(message(REQUEST, attribute(1, "alice"), "\1\u00ffbob"));
        assertThat(session.said())
                .containsExactly(
                        "violation Binpac exception: binpac exception: out_of_bound: RADIUS_Attribute:value: 255 > 5");
    }

    /** A length below 2 would make a value of negative length. */
    @Test
    void anAttributeShorterThanItsHeaderIsAViolation() {
        session.originator(message(REQUEST, "\1\1"));
        assertThat(session.said())
                .containsExactly(
                        "violation Binpac exception: binpac exception: out_of_bound: RADIUS_Attribute:value: 1 > 2");
    }
}
