package io.brook.analysis.protocol.rdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.testing.RecordedFile;
import io.brook.analysis.testing.SessionRecorder;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.RdpLog;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class RdpSessionTest {
    private final RdpAnalyzer analyzer = new RdpAnalyzer();
    private final SessionRecorder session = new SessionRecorder(analyzer);

    private RdpLog line() {
        return session.finish().line(RdpLog.class);
    }

    @ParameterizedTest
    @CsvSource({"1, SSL", "2, HYBRID", "8, HYBRID_EX", "16, security_protocol-16"})
    void leavesTheRestToWhatIsFoundInItWhenTlsIsChosen(long protocol, String name) {
        session.at(5).originator(RdpBytes.request(RdpBytes.cookie("bob")));
        session.at(6).responder(RdpBytes.chosen(protocol));
        assertThat(session.said()).containsExactly("hand over");
        RdpLog line = line();
        assertThat(line.getTs()).isEqualTo(5);
        assertThat(line.getCookie()).isEqualTo("bob");
        assertThat(line.getResult()).isEqualTo("encrypted");
        assertThat(line.getSecurityProtocol()).isEqualTo(name);
    }

    @Test
    void takesARequestWithoutACookieForOneWithAnEmptyOne() {
        session.originator(RdpBytes.request("")).responder(RdpBytes.chosen(1));
        assertThat(line().getCookie()).isEmpty();
    }

    @Test
    void logsWhatTheServerRefuses() {
        session.originator(RdpBytes.request(RdpBytes.cookie("bob"))).responder(RdpBytes.confirm(3, 8, 2));
        RdpLog line = line();
        assertThat(line.getResult()).isEqualTo("SSL_NOT_ALLOWED_BY_SERVER");
        assertThat(line.getSecurityProtocol()).isNull();
        assertThat(session.said()).doesNotContain("confirm");
    }

    @Test
    void logsAConferenceWithRdpsOwnEncryptionAndLooksNoFurther() {
        session.originator(RdpBytes.oldRequest("bob")).responder(RdpBytes.oldConfirm());
        session.originator(RdpBytes.client(
                RdpBytes.core(0x409, 2600, "J\u00dcRGEN", false), RdpBytes.channels("rdpdr", "cliprdr8")));
        session.responder(RdpBytes.server(0, RdpBytes.security(2, 3, RdpBytes.ofRsa())));
        assertThat(session.said()).contains("confirm");
        assertThat(session.outcome()).isEqualTo(Outcome.STOP);
        RdpLog line = line();
        assertThat(line.getResult()).isEqualTo("Success");
        assertThat(line.getSecurityProtocol()).isEqualTo("RDP");
        assertThat(line.getClientChannels()).containsExactly("rdpdr", "cliprdr8");
        assertThat(line.getKeyboardLayout()).isEqualTo("English - United States");
        assertThat(line.getClientBuild()).isEqualTo("RDP 5.1");
        assertThat(line.getClientName()).isEqualTo("J\u00c3\u009cRGEN");
        assertThat(line.getClientDigProductId()).isEqualTo("55274-OEM");
        assertThat(line.getDesktopWidth()).isEqualTo(1024);
        assertThat(line.getDesktopHeight()).isEqualTo(768);
        assertThat(line.getRequestedColorDepth()).isEqualTo("24bit");
        assertThat(line.getCertType()).isEqualTo("RSA");
        assertThat(line.getCertCount()).isEqualTo(1);
        assertThat(line.getCertPermanent()).isTrue();
        assertThat(line.getEncryptionLevel()).isEqualTo("High");
        assertThat(line.getEncryptionMethod()).isEqualTo("128bit");
    }

    @Test
    void givesAwayTheCertificatesOfAChain() {
        session.responder(RdpBytes.server(0, RdpBytes.security(2, 2, RdpBytes.chain("first", "second"))));
        assertThat(session.files()).extracting(RecordedFile::text).containsExactly("first", "second");
        assertThat(session.files()).allMatch(RecordedFile::isEnded);
        assertThat(session.files().get(0).origin().source()).isEqualTo("RDP");
        assertThat(session.files().get(0).origin().mimeType()).isEqualTo("application/x-x509-user-cert");
        RdpLog line = line();
        assertThat(line.getCertType()).isEqualTo("X.509");
        assertThat(line.getCertCount()).isEqualTo(2);
        assertThat(line.getCertPermanent()).isFalse();
    }

    @Test
    void goesOnWhereNothingIsEncrypted() {
        session.responder(RdpBytes.server(1, RdpBytes.security(0, 0, RdpBytes.ofRsa())));
        assertThat(session.outcome()).isEqualTo(Outcome.CONTINUE);
        RdpLog line = line();
        assertThat(line.getResult()).isEqualTo("User rejected");
        assertThat(line.getSecurityProtocol()).isNull();
        assertThat(line.getEncryptionMethod()).isEqualTo("None");
    }

    @ParameterizedTest
    @CsvSource({
        "0x41e, Thai",
        "0x4041e, Thai (Best Guess for 263198)",
        "0x10408, Uyghur",
        "0x9999, keyboard-39321",
        "0xffff9999, keyboard-4294941081"
    })
    void namesAKeyboardAsFarAsItKnowsIt(String layout, String name) {
        session.originator(RdpBytes.client(RdpBytes.core(Long.decode(layout), 1, "", true)));
        RdpLog line = line();
        assertThat(line.getKeyboardLayout()).isEqualTo(name);
        assertThat(line.getClientBuild()).isEqualTo("client_build-1");
        assertThat(line.getClientName()).isEmpty();
        assertThat(line.getRequestedColorDepth()).isEqualTo("32bit");
    }

    @Test
    void findsMoreChannelsThanThereMayBeOdd() {
        String[] names = new String[32];
        Arrays.fill(names, "c");
        session.originator(RdpBytes.client(RdpBytes.channels(names)));
        assertThat(session.said()).containsExactly("weird RDP_channels_requested_exceeds_max: 32");
    }

    @Test
    void writesTheLineTenSecondsAfterItBegan() {
        session.at(0).originator(RdpBytes.oldRequest("bob"));
        session.at(TimeUnit.SECONDS.toNanos(10)).responder(RdpBytes.oldConfirm());
        assertThat(session.lines()).isEmpty();
        session.at(TimeUnit.SECONDS.toNanos(10) + 1).responder(RdpBytes.server(0));
        assertThat(line().getResult()).isNull();
    }

    @Test
    void logsNothingOfAConnectionThatSaysNothing() {
        session.responder(RdpBytes.chosen(0)).finish();
        assertThat(session.said()).isEmpty();
    }

    @Test
    void writesTheLineAtAViolation() {
        session.originator(RdpBytes.oldRequest("bob")).responder(RdpBytes.confirm(2, 9, 1));
        assertThat(session.said().get(0))
                .isEqualTo("violation Binpac exception: binpac exception: "
                        + "&enforce violation : RDP_Negotiation_Response:length");
        assertThat(session.line(RdpLog.class).getResult()).isNull();
    }

    @Test
    void endsAtAHole() {
        assertThat(session.originator(RdpBytes.oldRequest("bob"))
                        .gap(Direction.RESPONDER, 5)
                        .outcome())
                .isEqualTo(Outcome.STOP);
        assertThat(line().getCookie()).isEqualTo("bob");
    }

    static String[] damaged() {
        return new String[] {
            RdpBytes.packet(""),
            "\3\0\0\0",
            RdpBytes.confirm(49, 8, 1),
            RdpBytes.request("Cookie: mstshash=bob\rx"),
            RdpBytes.client("\1"),
            RdpBytes.client(RdpBytes.number(0xc001, 2) + RdpBytes.number(3, 2)),
            RdpBytes.client(RdpBytes.block(0xc001, "short")),
            RdpBytes.client(RdpBytes.block(0xc003, RdpBytes.number(0xffffffffL, 4))),
            RdpBytes.server(0, RdpBytes.block(0x0c02, "\u00ff".repeat(16))),
            RdpBytes.server(0, RdpBytes.security(1, 1, RdpBytes.number(3, 4))),
            RdpBytes.server(0, RdpBytes.security(1, 1, RdpBytes.number(2, 4) + "\u00ff".repeat(8))),
            RdpBytes.packet("\2\u00f0\u0080\177\145" + "\60\u0088" + "\u00ff".repeat(8)),
            RdpBytes.packet("\2\u00f0\u0080\177\145" + "\60\u0088\1" + "\0".repeat(7)),
        };
    }

    @ParameterizedTest
    @MethodSource("damaged")
    void violateTheProtocol(String packet) {
        session.originator(packet);
        assertThat(session.said()).anyMatch(each -> each.startsWith("violation Binpac exception: binpac exception: "));
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 7, 64})
    void holdsNoMoreThanTheLine(int times) {
        for (int i = 0; i < times; i++) {
            session.originator(RdpBytes.client(RdpBytes.core(i, i, "name", true), RdpBytes.channels("rdpdr")));
        }
        assertThat(session.saveAndRestore()).isLessThan(4 * 1024);
    }

    @ParameterizedTest
    @CsvSource({
        "ORIGINATOR, xxCookie: mstshash=, YES",
        "ORIGINATOR, xDuca..rdpsnd, YES",
        "ORIGINATOR, xrdpsnd..Duca, MORE",
        "ORIGINATOR, x|Cookie: mstshash=, NO",
        "RESPONDER, xxxxx\u00d0, YES",
        "RESPONDER, x\u00d0, MORE",
        "RESPONDER, xMcDn, YES"
    })
    void knowsBothSidesByTheirFirstLines(Direction direction, String first, Probe expected) {
        byte[] bytes = first.replace("|", "\n").getBytes(StandardCharsets.ISO_8859_1);
        assertThat(analyzer.probe(direction, new ByteCursor(bytes, 0, bytes.length)))
                .isEqualTo(expected);
    }
}
