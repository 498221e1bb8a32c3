package io.brook.analysis.protocol.rdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.testing.SessionRecorder;
import io.brook.schemas.flow.Direction;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class RdpeudpSessionTest {
    private static final String VERSION_2 = "\0\1\0\2";
    private static final String VERSION_3 = "\0\1\1\1" + "h".repeat(32);
    private static final String SIZES = "\0\0\0\1\4\320\4\320";

    private final RdpeudpAnalyzer analyzer = new RdpeudpAnalyzer();
    private final SessionRecorder session = new SessionRecorder(analyzer, true);

    /** @param flags the two bytes of them */
    private static String syn(String flags, String version) {
        return "\u00ff\u00ff\u00ff\u00ff\0\100" + flags + SIZES + version;
    }

    private static String answer(String flags, String version) {
        return "\0\0\0\1\0\100" + flags + SIZES + version;
    }

    @Test
    void speaksRdpWhenTheServerAnswers() {
        session.originator(syn("\20\1", VERSION_2));
        assertThat(session.said()).isEmpty();
        session.responder(answer("\20\5", VERSION_2));
        assertThat(session.said()).containsExactly("confirm");
    }

    @Test
    void skipsACorrelationBeforeTheVersion() {
        session.originator(syn("\30\1", "c".repeat(32) + VERSION_3)).responder(answer("\20\5", VERSION_3));
        assertThat(session.originator("\0\0\0").said()).containsExactly("confirm");
        session.originator("\0\0");
        assertThat(session.said())
                .contains(
                        "violation Binpac exception: binpac exception: " + "out_of_bound: RDPEUDP2_ACK:header: 3 > 2");
    }

    @Test
    void doesNotBeginWithoutAClientThatKnowsNothingYet() {
        session.responder(syn("\20\1", VERSION_2));
        session.originator(syn("\20\0", VERSION_2));
        session.originator(answer("\20\1", VERSION_2));
        session.responder(answer("\20\5", VERSION_2));
        assertThat(session.said()).isEmpty();
    }

    @Test
    void violatesTheProtocolWithoutAVersion() {
        session.originator(syn("\0\1", ""));
        assertThat(session.said()).singleElement().asString().startsWith("violation ");
    }

    @Test
    void looksAtTheHeadersOfWhatFollows() {
        session.originator(syn("\20\1", VERSION_2)).responder(answer("\20\5", VERSION_2));
        session.originator("\0\0\0\1\0\100" + "\1\14" + "\0\3abc\0\0\0" + "\0\0\0\2" + "\0\0\0\3\0\0\0\3" + "data");
        assertThat(session.said()).containsExactly("confirm");
        session.originator("\0\0\0\1\0\100" + "\0\4" + "\0\3a");
        assertThat(session.said()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"1232, 1, CERTAIN", "1231, 1, NO", "1232, 2, NO"})
    void knowsAFirstDatagramByItsLength(int length, int flag, Probe expected) {
        String begin = syn("\20" + (char) flag, VERSION_2);
        byte[] bytes = (begin + "\0".repeat(length - begin.length())).getBytes(StandardCharsets.ISO_8859_1);
        assertThat(analyzer.probeDatagram(Direction.ORIGINATOR, new ByteCursor(bytes, 0, bytes.length)))
                .isEqualTo(expected);
    }
}
