package io.brook.analysis.protocol.ssl;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.engine.AnalysisEngine;
import io.brook.analysis.site.LocalNetworks;
import io.brook.analysis.site.WorkerLimits;
import io.brook.analysis.testing.RecordingEmitter;
import io.brook.capture.source.Packet;
import io.brook.capture.source.TraceReader;
import io.brook.schemas.log.SslLog;
import io.brook.schemas.testing.SharedMaterial;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real handshakes, of every version and with every kind of trouble, are told as Zeek tells them. */
class RealHandshakesTest {
    private static final List<String> KINDS =
            List.of("tls__tls", "tls__dtls", "tls__ec", "tls__heartbleed", "tls__ocsp-s", "tls__ssl-v2", "tls__webrtc");

    static Stream<Path> traces() {
        return SharedMaterial.list(SharedMaterial.folder("conformance/traces")).stream()
                .filter(trace -> KINDS.stream().anyMatch(trace.getFileName().toString()::startsWith))
                .filter(trace -> Files.exists(expected(trace)));
    }

    private static Path expected(Path trace) {
        return SharedMaterial.folder("conformance/expected")
                .resolve(trace.getFileName())
                .resolve("ssl.log");
    }

    @ParameterizedTest
    @MethodSource("traces")
    void areToldAsZeekTellsThem(Path trace) throws Exception {
        List<String> wanted = new ArrayList<>();
        for (String line : Files.readAllLines(expected(trace), StandardCharsets.ISO_8859_1)) {
            if (!line.startsWith("#")) {
                String[] columns = line.split("\t");
                wanted.add(columns[3] + '\t' + String.join("\t", Arrays.copyOfRange(columns, 6, columns.length)));
            }
        }
        assertThat(found(trace)).containsExactlyInAnyOrderElementsOf(wanted);
    }

    private static List<String> found(Path trace) throws Exception {
        RecordingEmitter out = new RecordingEmitter();
        AnalysisEngine engine = new AnalysisEngine("s", true, LocalNetworks.PRIVATE, WorkerLimits.ofHeap(), out);
        try (TraceReader reader = TraceReader.open(trace)) {
            Packet packet = reader.packet();
            while (reader.next()) {
                engine.packet(
                        packet.linkType(),
                        packet.buffer(),
                        packet.offset(),
                        packet.capturedLength(),
                        packet.originalLength(),
                        packet.time());
            }
            engine.end(packet.time());
        }
        return out.lines().stream()
                .filter(SslLog.class::isInstance)
                .map(SslLog.class::cast)
                .map(RealHandshakesTest::text)
                .toList();
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
