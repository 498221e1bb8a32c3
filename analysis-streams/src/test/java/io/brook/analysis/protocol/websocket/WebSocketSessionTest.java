package io.brook.analysis.protocol.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.testing.SessionRecorder;
import io.brook.schemas.flow.Direction;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class WebSocketSessionTest {
    private final SessionRecorder session = new SessionRecorder(new WebSocketAnalyzer());

    private static byte[] hex(String text) {
        return HexFormat.of().parseHex(text.replace(" ", ""));
    }

    @Test
    void carriesWhatFramesHoldWithoutTheirMasks() {
        // RFC 6455, section 5.7.
        session.originator(hex("81 85 37fa213d 7f9f4d5158")).responder(hex("81 05 48656c6c6f"));
        assertThat(session.carriedText(Direction.ORIGINATOR)).isEqualTo("Hello");
        assertThat(session.carriedText(Direction.RESPONDER)).isEqualTo("Hello");
        assertThat(session.said()).containsOnly("confirm");
    }

    @Test
    void joinsFragmentsAndPassesOverControlFrames() {
        session.responder(hex("01 03 48656c")).responder(hex("80 02 6c6f"));
        session.responder(hex("89 02 7878")).responder(hex("82 7e 0003 616263"));
        assertThat(session.carriedText(Direction.RESPONDER)).isEqualTo("Helloabc");
    }

    @Test
    void isNotConfirmedBeforeAMessageIsComplete() {
        session.responder(hex("01 03 48656c"));
        assertThat(session.said()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"80 00", "01 00 81 00"})
    void isViolatedByFragmentsOfNothingAndMessagesInMessages(String bytes) {
        session.responder(hex(bytes));
        assertThat(session.outcome()).isEqualTo(Outcome.STOP);
        assertThat(session.said().toString()).contains("violation");
    }

    @Test
    void showsThePieceOfTheStreamThatAViolationCameIn() {
        session.responder(hex("81 00")).responder(hex("81 01 41 80 01 42"));
        assertThat(session.said())
                .endsWith("violation binpac exception: &enforce violation : WebSocket_FrameHeader:first2: "
                        + "\u0081\u0001A\u0080\u0001B");
    }

    @Test
    void framesOfImpossibleLengthsGoOnForever() {
        session.responder(hex("82 7f ffffffffffffffff 6162")).responder(hex("6364"));
        assertThat(session.carriedText(Direction.RESPONDER)).isEqualTo("abcd");
        assertThat(session.outcome()).isEqualTo(Outcome.CONTINUE);
    }
}
