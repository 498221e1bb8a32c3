package io.brook.analysis.protocol.rfb;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.testing.SessionRecorder;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.RfbLog;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class RfbSessionTest {
    private static final String CHALLENGE = "0123456789abcdef";
    private static final String OK = "\0\0\0\0";
    private static final String FAILED = "\0\0\0\1";
    private static final String MALFORMED = "violation Binpac exception: binpac exception: ";

    private final SessionRecorder session = new SessionRecorder(new RfbAnalyzer());

    private static String screen(String name) {
        return "\4\0\3\0" + "p".repeat(16) + "\0\0" + (char) (name.length() >> 8) + (char) (name.length() & 0xff)
                + name;
    }

    private SessionRecorder versions(String minor) {
        return session.responder("RFB 003.008\n").originator("RFB 003." + minor + "\n");
    }

    private SessionRecorder vnc() {
        return versions("008")
                .responder("\2\1\2")
                .originator("\2")
                .responder(CHALLENGE)
                .originator(CHALLENGE);
    }

    private RfbLog line() {
        return session.line(RfbLog.class);
    }

    @Test
    void theClientsVersionConfirms() {
        session.responder("RFB 003.008\n");
        assertThat(session.said()).isEmpty();
        session.originator("RFB 003.003\n");
        assertThat(session.said()).containsExactly("confirm");
    }

    @Test
    void theLineIsWrittenWithTheScreen() {
        session.at(7);
        vnc();
        session.at(9).responder(OK).originator("\1").responder(screen("My desktop"));
        RfbLog line = line();
        assertThat(line.getTs()).isEqualTo(7);
        assertThat(line.getClientMajorVersion()).isEqualTo("003");
        assertThat(line.getClientMinorVersion()).isEqualTo("008");
        assertThat(line.getServerMinorVersion()).isEqualTo("008");
        assertThat(line.getAuthenticationMethod()).isEqualTo("VNC");
        assertThat(line.getAuth()).isTrue();
        assertThat(line.getShareFlag()).isTrue();
        assertThat(line.getDesktopName()).isEqualTo("My desktop");
        assertThat(line.getWidth()).isEqualTo(1024);
        assertThat(line.getHeight()).isEqualTo(768);
        session.finish();
        assertThat(session.lines()).hasSize(1);
    }

    @Test
    void aNameIsAsLongAsItMayBe() {
        vnc().responder(OK).originator("\0").responder(screen("n".repeat(65_535)));
        assertThat(line().getDesktopName()).hasSize(65_535);
        assertThat(line().getShareFlag()).isFalse();
    }

    @Test
    void aLoginThatFailsIsWrittenAtTheEnd() {
        vnc().responder(FAILED + "\0\0\0\5wrong");
        assertThat(session.lines()).isEmpty();
        session.finish();
        assertThat(line().getAuth()).isFalse();
        assertThat(line().getShareFlag()).isNull();
    }

    @Test
    void theServerChoosesInOldVersions() {
        versions("003").responder("\0\0\0\2" + CHALLENGE).originator(CHALLENGE).responder(OK);
        session.originator("\1").responder(screen("x"));
        assertThat(line().getAuthenticationMethod()).isEqualTo("VNC");
        assertThat(line().getAuth()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(strings = {"003", " 06", "-08", "abc", "+4x"})
    void withoutAChoiceNothingNeedsToBeProved(String minor) {
        versions(minor).responder("\0\0\0\1").originator("\1").responder(screen("x"));
        assertThat(line().getAuthenticationMethod()).isEqualTo("None");
        assertThat(line().getAuth()).isNull();
    }

    @Test
    void aServerThatRefusesSaysWhy() {
        versions("003").responder("\0\0\0\0\0\0\0\3why").finish();
        assertThat(line().getAuthenticationMethod()).isEqualTo("Invalid");
        assertThat(session.said()).noneMatch(said -> said.startsWith("violation"));
    }

    @Test
    void aServerThatOffersNothingSaysWhy() {
        versions("008").responder("\0\0\0\0\3why").finish();
        assertThat(line().getAuthenticationMethod()).isNull();
        assertThat(session.said()).noneMatch(said -> said.startsWith("violation"));
    }

    @ParameterizedTest
    @CsvSource({"007, ''", "+08, ok", "' 8x', ok"})
    void fromVersion8OnTheResultIsAlwaysTold(String minor, String result) {
        versions(minor).responder("\1\1").originator("\1").responder(result.isEmpty() ? "" : OK);
        session.originator("\0").responder(screen("x"));
        assertThat(line().getDesktopName()).isEqualTo("x");
        assertThat(line().getAuth()).isEqualTo(result.isEmpty() ? null : true);
    }

    @Test
    void appleHasKeysOfItsOwn() {
        versions("889").responder("\1\36").originator("\36").responder("\0\2\0\4primekey");
        session.originator("publcred").responder(OK).originator("\1").responder(screen("Mac"));
        assertThat(line().getAuthenticationMethod()).isEqualTo("Apple Remote Desktop");
        assertThat(line().getDesktopName()).isEqualTo("Mac");
    }

    @Test
    void appleKeysMayBeLong() {
        versions("889").responder("\1\36").originator("\36").responder("\0\2\377\377" + "p".repeat(2 * 0xffff));
        session.originator("c".repeat(2 * 0xffff))
                .responder(OK)
                .originator("\1")
                .responder(screen("Mac"));
        assertThat(line().getDesktopName()).isEqualTo("Mac");
    }

    @Test
    void aResultIsOneOfTwo() {
        vnc().responder("\0\0\0\2").finish();
        assertThat(session.said()).contains("violation invalid RFB auth result: 2");
        assertThat(line().getAuth()).isFalse();
    }

    @ParameterizedTest
    @CsvSource({"16, Tight", "17, Ultra", "18, TLS", "19, VeNCrypt", "20, GTK-VNC SASL", "5, RealVNC"})
    void otherWaysToLogInAreNamedAndNotFollowed(int type, String name) {
        versions("008")
                .responder("\1" + (char) type)
                .originator(String.valueOf((char) type))
                .finish();
        assertThat(session.said()).contains("violation unknown RFB auth selection: " + type);
        assertThat(line().getAuthenticationMethod()).isEqualTo(name);
    }

    @Test
    void whatTheServerMayNotChooseIsAViolation() {
        versions("003").responder("\0\0\0\5");
        assertThat(session.said()).contains("violation invalid RFB security type 5");
    }

    @Test
    void speakingOutOfTurnIsAViolation() {
        versions("003").originator("x");
        assertThat(session.said()).contains(MALFORMED + "invalid data from RFB client");
        assertThat(session.outcome()).isEqualTo(Outcome.STOP);
    }

    @Test
    void theServerWaitsForTheClientsVersion() {
        session.responder("RFB 003.008\nx");
        assertThat(session.said()).containsExactly(MALFORMED + "invalid data from RFB server");
    }

    @ParameterizedTest
    @ValueSource(strings = {"RFBx003.008\n", "RFB 003x008\n"})
    void aVersionHasItsForm(String version) {
        session.responder(version);
        assertThat(session.said()).containsExactly(MALFORMED + "string mismatch");
    }

    @Test
    void aTextIsNotTooLong() {
        vnc().responder(FAILED + "\0\1\0\0");
        assertThat(session.said()).contains(MALFORMED + "&enforce violation : RFBFailReasonString:len");
    }

    @Test
    void theClientsMessagesAreFollowed() {
        vnc().responder(OK).originator("\1").responder(screen("x"));
        session.originator("\0" + "p".repeat(19))
                .originator("\2\0\0\2" + "eeeeeeee")
                .originator("\3" + "u".repeat(9) + "\4" + "k".repeat(7) + "\5" + "p".repeat(5))
                .originator("\6\0\0\0\0\0\0\4text");
        assertThat(session.said()).hasSize(2);
        session.originator("\226");
        assertThat(session.said()).hasSize(2);
        session.originator("\0");
        assertThat(session.said()).endsWith(MALFORMED + "invalid index for case: ClientMessage: 150");
    }

    @Test
    void theServersPixelsAreNotLookedAt() {
        vnc().responder(OK)
                .originator("\1")
                .responder(screen("x") + "\377 anything")
                .responder("at all");
        assertThat(session.said()).hasSize(2);
        assertThat(session.outcome()).isEqualTo(Outcome.CONTINUE);
    }

    @Test
    void aGapEndsIt() {
        versions("008").gap(Direction.RESPONDER, 1);
        assertThat(session.outcome()).isEqualTo(Outcome.STOP);
        session.finish();
        assertThat(line().getClientMinorVersion()).isEqualTo("008");
    }
}
