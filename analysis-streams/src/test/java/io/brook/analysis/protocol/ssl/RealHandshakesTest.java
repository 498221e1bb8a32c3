package io.brook.analysis.protocol.ssl;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.testing.Replay;
import io.brook.schemas.log.SslLog;
import io.brook.schemas.testing.RealTrace;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real handshakes, of every version and with every kind of trouble, are told as Zeek tells them. */
class RealHandshakesTest {
    private static final List<String> KINDS =
            List.of("tls__tls", "tls__dtls", "tls__ec", "tls__heartbleed", "tls__ocsp-s", "tls__ssl-v2", "tls__webrtc");

    static Stream<RealTrace> traces() {
        return RealTrace.all().stream()
                .filter(trace -> trace.hasLog("ssl"))
                .filter(trace ->
                        !trace.protocol().equals("tls") || KINDS.stream().anyMatch(trace.name()::startsWith))
                .filter(trace -> Set.of("tls", "ssl", "dtls").contains(trace.protocol()));
    }

    @ParameterizedTest
    @MethodSource("traces")
    void areToldAsZeekTellsThem(RealTrace trace) throws Exception {
        List<String> wanted = trace.rows("ssl").stream()
                .map(line -> line.split("\t"))
                .map(columns -> columns[3] + '\t' + String.join("\t", Arrays.copyOfRange(columns, 6, columns.length)))
                .toList();
        assertThat(Replay.run(trace).lines(SslLog.class))
                .extracting(RealHandshakesTest::text)
                .containsExactlyInAnyOrderElementsOf(wanted);
    }

    private static String text(SslLog line) {
        return Stream.of(
                        line.getId().getOrigP(),
                        line.getVersion(),
                        line.getCipher(),
                        line.getCurve(),
                        line.getServerName(),
                        line.getResumed(),
                        line.getLastAlert(),
                        line.getNextProtocol(),
                        line.getEstablished(),
                        line.getSslHistory(),
                        line.getCertChainFps(),
                        line.getClientCertChainFps(),
                        line.getSniMatchesCert())
                .map(RealHandshakesTest::column)
                .reduce((a, b) -> a + '\t' + b)
                .orElseThrow();
    }

    private static String column(Object value) {
        if (value == null) {
            return "-";
        }
        if (value instanceof Boolean flag) {
            return flag ? "T" : "F";
        }
        String text = value instanceof List<?> list
                ? list.stream()
                        .map(String::valueOf)
                        .reduce((a, b) -> a + ',' + b)
                        .orElse("")
                : value.toString();
        return text.isEmpty() ? "(empty)" : text;
    }
}
