package io.brook.analysis.file;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.testing.Replay;
import io.brook.schemas.log.FilesLog;
import io.brook.schemas.testing.RealTrace;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Files in real traffic: compared with the lines that Zeek wrote of them. */
class RealFilesTest {
    private static final String UNSET = "-";

    private static final Set<String> KINDS = Set.of(
            "http__putty-upload.pcap",
            "http__206_example_b.pcap",
            "http__content-range-gap.pcap",
            "http__vnd.ms-cab-compressed-multi-conn.pcap");

    static Stream<RealTrace> traces() {
        Stream<RealTrace> zeeks = RealTrace.conformance().stream().filter(trace -> KINDS.contains(trace.name()));
        return Stream.concat(RealTrace.captures().stream(), zeeks).filter(trace -> trace.hasLog("files"));
    }

    @ParameterizedTest
    @MethodSource("traces")
    void saysOfRealFilesWhatZeekSays(RealTrace trace) throws Exception {
        assertThat(Replay.run(trace).lines(FilesLog.class))
                .extracting(RealFilesTest::essence)
                .containsExactlyInAnyOrderElementsOf(expected(trace.log("files")));
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

    /** What {@link #essence} says of a line, read from a log. */
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
                .map(line -> line.replace("\\\\", "\\").split("\t"))
                .map(cells ->
                        String.join(" ", wanted.stream().map(i -> cells[i]).toList()))
                .toList();
    }
}
