package io.brook.analysis.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.flow.Direction;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpAnalyzerTest {
    @ParameterizedTest
    @CsvSource({
        "ORIGINATOR, 'GET /', CERTAIN",
        "ORIGINATOR, '\r\n PROPFIND', CERTAIN",
        "ORIGINATOR, GE, MORE",
        "ORIGINATOR, OPTIONS rtsp://x RTSP/1.0, CERTAIN",
        "ORIGINATOR, SSH-2.0, MORE",
        "ORIGINATOR, SSH-2.0-OpenSSH_9.6, NO",
        "RESPONDER, HTTP/1, CERTAIN",
        "RESPONDER, http/0, CERTAIN",
        "RESPONDER, HTTP/, MORE",
        "RESPONDER, 220 hello, NO"
    })
    void eitherSideIsEnough(Direction direction, String first, Probe expected) {
        byte[] bytes = first.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(new HttpAnalyzer().probe(direction, new ByteCursor(bytes, 0, bytes.length)))
                .isEqualTo(expected);
    }
}
