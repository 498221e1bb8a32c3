package io.brook.analysis.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.engine.AnalysisEngine;
import io.brook.analysis.site.LocalNetworks;
import io.brook.analysis.site.WorkerLimits;
import io.brook.analysis.testing.RecordingEmitter;
import io.brook.capture.source.Packet;
import io.brook.capture.source.TraceException;
import io.brook.capture.source.TraceReader;
import io.brook.schemas.log.FilesLog;
import io.brook.schemas.testing.SharedMaterial;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files in real traffic: compared with the lines that Zeek wrote of them. */
class RealFilesTest {
    private static final String UNSET = "-";

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http__putty-upload.pcap",
                "http__206_example_b.pcap",
                "http__content-range-gap.pcap",
                "http__vnd.ms-cab-compressed-multi-conn.pcap"
            })
    void saysOfRealFilesWhatZeekSays(String trace) throws Exception {
        Path folder = SharedMaterial.folder("conformance");
        assertThat(found(folder.resolve("traces").resolve(trace)))
                .containsExactlyInAnyOrderElementsOf(
                        expected(folder.resolve("expected").resolve(trace).resolve("files.log")));
    }

    private static List<String> found(Path trace) throws TraceException {
        RecordingEmitter out = new RecordingEmitter();
        AnalysisEngine engine = new AnalysisEngine("here", true, LocalNetworks.PRIVATE, WorkerLimits.ofHeap(), out);
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
                .filter(FilesLog.class::isInstance)
                .map(FilesLog.class::cast)
                .map(RealFilesTest::essence)
                .toList();
    }

    private static String essence(FilesLog line) {
        return String.join(
                " ",
                text(line.getMimeType()),
                text(line.getFilename()),
                text(line.getSeenBytes()),
                text(line.getTotalBytes()),
                text(line.getMissingBytes()),
                line.getTimedout() ? "T" : "F",
                text(line.getSha256()));
    }

    private static String text(Object value) {
        return value == null ? UNSET : value.toString();
    }

    /** What {@link #essence} says of a line, read from Zeek's log. */
    private static List<String> expected(Path log) throws IOException {
        List<String> lines = Files.readAllLines(log);
        List<String> columns = lines.stream()
                .filter(line -> line.startsWith("#fields\t"))
                .map(line -> Arrays.asList(line.substring("#fields\t".length()).split("\t")))
                .findFirst()
                .orElseThrow();
        List<Integer> wanted = Stream.of(
                        "mime_type", "filename", "seen_bytes", "total_bytes", "missing_bytes", "timedout", "sha256")
                .map(columns::indexOf)
                .toList();
        return lines.stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t"))
                .map(cells ->
                        String.join(" ", wanted.stream().map(i -> cells[i]).toList()))
                .toList();
    }
}
