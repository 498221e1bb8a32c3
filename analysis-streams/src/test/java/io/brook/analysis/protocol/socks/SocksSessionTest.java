package io.brook.analysis.protocol.socks;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.testing.SessionRecorder;
import io.brook.schemas.flow.Direction;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SocksSessionTest {
    private static final String REQUEST_5 = "05 01 00 03 0b 6578616d706c652e6f7267 01bb";
    private static final String REPLY_5 = "05 00 00 01 0a000001 1f90";

    private final SocksAnalyzer analyzer = new SocksAnalyzer();
    private final SessionRecorder session = new SessionRecorder(analyzer);

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    @Test
    void followsVersion5ToTheProxysAnswer() {
        session.originator(hex("05 02 00 02")).responder(hex("05 00"));
        assertThat(session.said()).isEmpty();
        session.originator(hex(REQUEST_5));
        assertThat(session.said()).containsExactly("tunnel");
        session.responder(hex(REPLY_5));
        assertThat(session.said()).containsExactly("tunnel", "confirm", "hand over");
        assertThat(session.outcome()).isEqualTo(Outcome.STOP);
    }

    @Test
    void followsUserNameAndPassword() {
        session.originator(hex("05 01 02"))
                .responder(hex("05 02"))
                .originator(hex("01 03 626f62 02 7077"))
                .responder(hex("01 00"))
                .originator(hex("05 01 00 04 20010db8000000000000000000000001 0050"))
                .responder(hex(REPLY_5));
        assertThat(session.said()).containsExactly("tunnel", "confirm", "hand over");
    }

    @Test
    void stopsWhenTheProxyRefusesTheUser() {
        session.originator(hex("05 01 02"))
                .responder(hex("05 02"))
                .originator(hex("01 03 626f62 02 7077"))
                .responder(hex("01 01"));
        assertThat(session.said()).isEmpty();
        assertThat(session.outcome()).isEqualTo(Outcome.STOP);
    }

    @Test
    void followsTheRequestsOfVersion4AndItsExtension() {
        session.originator(hex("04 01 0050 0a000001 626f62 00")).responder(hex("00 5a 0000 00000000"));
        assertThat(session.said()).containsExactly("tunnel", "violation unsupported/unknown SOCKS version 0");
        SessionRecorder named = new SessionRecorder(analyzer);
        named.originator(hex("04 01 0050 00000001 00 6578616d706c65"));
        assertThat(named.said()).isEmpty();
        named.originator(hex("00"));
        assertThat(named.said()).containsExactly("tunnel");
    }

    @ParameterizedTest
    @CsvSource({
        "06 01 00, unsupported/unknown SOCKS version 6",
        "04 09 0050 0a000001 00, undefined value in command field: 9"
    })
    void isViolatedByWhatNoClientBeginsWith(String bytes, String reason) {
        assertThat(session.originator(hex(bytes)).said()).containsExactly("violation " + reason);
        assertThat(session.outcome()).isEqualTo(Outcome.STOP);
    }

    @ParameterizedTest
    @CsvSource({
        "04 01 00 01 00, unsupported/unknown SOCKS version 4",
        "05 01 02 01 00, invalid value in reserved field: 2",
        "05 04 00 01 00, undefined value in command field: 4",
        "05 01 00 07 00, invalid SOCKSv5 addr type: 7"
    })
    void isViolatedByWhatIsNoRequest(String bytes, String reason) {
        session.originator(hex("05 01 00")).responder(hex("05 00")).originator(hex(bytes));
        assertThat(session.said()).containsExactly("violation " + reason);
        assertThat(session.outcome()).isEqualTo(Outcome.STOP);
    }

    @ParameterizedTest
    @CsvSource({
        "ORIGINATOR, 05 01 00, YES",
        "ORIGINATOR, 05 02 00 02, YES",
        "ORIGINATOR, 05, MORE",
        "ORIGINATOR, 05 01, MORE",
        "ORIGINATOR, 05 01 04, NO",
        "ORIGINATOR, 05 0a 00, NO",
        "ORIGINATOR, 05 01 00 05 01 00 01, YES",
        "ORIGINATOR, 04 01 0050 0a000001 00, YES",
        "ORIGINATOR, 04 01 1f90 0b010101, MORE",
        "ORIGINATOR, 04 01 1f90 0a010101 00, NO",
        "ORIGINATOR, 04 01 0050 0a000001, YES",
        "ORIGINATOR, 04 03 0050 0a000001 00, NO",
        "ORIGINATOR, 474554202f, NO",
        "RESPONDER, 05 00, YES",
        "RESPONDER, 05 ff, YES",
        "RESPONDER, 05 07, YES",
        "RESPONDER, 05 04, NO",
        "RESPONDER, 00 5a, YES",
        "RESPONDER, 00 00, NO"
    })
    void knowsBothSidesByTheirFirstBytes(Direction direction, String bytes, Probe expected) {
        byte[] first = hex(bytes);
        assertThat(analyzer.probe(direction, new ByteCursor(first, 0, first.length)))
                .isEqualTo(expected);
    }
}
