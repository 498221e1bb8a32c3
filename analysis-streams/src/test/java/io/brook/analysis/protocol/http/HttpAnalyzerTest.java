package io.brook.analysis.protocol.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.analyzer.ByteCursor;
import io.brook.analysis.analyzer.Probe;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HttpAnalyzerTest {
    @ParameterizedTest
    @CsvSource({
        "true, 'GET /', CERTAIN",
        "true, '\r\n PROPFIND', CERTAIN",
        "true, GE, MORE",
        "true, OPTIONS rtsp://x RTSP/1.0, CERTAIN",
        "true, SSH-2.0, MORE",
        "true, SSH-2.0-OpenSSH_9.6, NO",
        "false, HTTP/1, CERTAIN",
        "false, http/0, CERTAIN",
        "false, HTTP/, MORE",
        "false, 220 hello, NO"
    })
    void eitherSideIsEnough(boolean fromOriginator, String first, Probe expected) {
        byte[] bytes = first.getBytes(StandardCharsets.ISO_8859_1);
        assertThat(new HttpAnalyzer().probe(fromOriginator, new ByteCursor(bytes, 0, bytes.length)))
                .isEqualTo(expected);
    }
}
