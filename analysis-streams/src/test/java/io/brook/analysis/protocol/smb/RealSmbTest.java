package io.brook.analysis.protocol.smb;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.engine.AnalysisEngine;
import io.brook.analysis.site.LocalNetworks;
import io.brook.analysis.site.WorkerLimits;
import io.brook.analysis.testing.RecordingEmitter;
import io.brook.capture.source.Packet;
import io.brook.capture.source.TraceReader;
import io.brook.schemas.log.ConnLog;
import io.brook.schemas.log.SmbFilesLog;
import io.brook.schemas.log.SmbMappingLog;
import io.brook.schemas.testing.SharedMaterial;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real conversations, of every version and with every kind of trouble, are told as Zeek tells them. */
class RealSmbTest {
    private static final int ACTION = 7;
    private static final int NAME = 9;
    private static final int SIZE = 10;
    private static final int TYPE = 9;
    private static final int ORIGINATOR_PORT = 3;
    private static final int SERVICE = 7;

    static Stream<Path> traces() {
        return SharedMaterial.list(SharedMaterial.folder("conformance/traces")).stream()
                .filter(trace -> trace.getFileName().toString().startsWith("smb__"));
    }

    @ParameterizedTest
    @MethodSource("traces")
    void areToldAsZeekTellsThem(Path trace) throws Exception {
        RecordingEmitter found = analyse(trace);

        assertThat(lines(found, SmbFilesLog.class, line -> join(line.getAction(), line.getName(), line.getSize())))
                .containsExactlyInAnyOrderElementsOf(expected(trace, "smb_files.log", ACTION, NAME, SIZE));
        assertThat(lines(found, SmbMappingLog.class, line -> join(line.getId().getOrigP(), line.getShareType())))
                .containsExactlyInAnyOrderElementsOf(expected(trace, "smb_mapping.log", ORIGINATOR_PORT, TYPE));
        assertThat(lines(found, ConnLog.class, line -> join(line.getId().getOrigP(), line.getService())))
                .containsExactlyInAnyOrderElementsOf(expected(trace, "conn.log", ORIGINATOR_PORT, SERVICE));
    }

    private static <T> List<String> lines(RecordingEmitter out, Class<T> type, Function<T, String> text) {
        return out.lines().stream()
                .filter(type::isInstance)
                .map(type::cast)
                .map(text)
                .toList();
    }

    private static String join(Object... cells) {
        return String.join(
                "\t",
                Arrays.stream(cells).map(cell -> Objects.toString(cell, "-")).toList());
    }

    private static List<String> expected(Path trace, String log, int... columns) throws Exception {
        Path path = SharedMaterial.folder("conformance/expected")
                .resolve(trace.getFileName())
                .resolve(log);
        if (!Files.exists(path)) {
            return List.of();
        }
        return Files.readAllLines(path, StandardCharsets.ISO_8859_1).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t"))
                .map(cells -> String.join(
                        "\t", Arrays.stream(columns).mapToObj(i -> cells[i]).toList()))
                .map(line -> line.replace("\\\\", "\\"))
                .toList();
    }

    private static RecordingEmitter analyse(Path trace) throws Exception {
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
        return out;
    }
}
