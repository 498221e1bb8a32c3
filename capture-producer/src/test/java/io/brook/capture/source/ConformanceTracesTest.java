package io.brook.capture.source;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Real captures of every sort, where they are at hand: beside the project. */
class ConformanceTracesTest {
    private static final Path TRACES = Path.of("../../shared/conformance/traces");

    @Test
    void readsEveryTraceToItsEnd() throws IOException, TraceException {
        assumeTrue(Files.isDirectory(TRACES), "no " + TRACES + " here");
        List<Path> files;
        try (Stream<Path> found = Files.list(TRACES)) {
            files = found.sorted().toList();
        }
        assertThat(files).isNotEmpty();
        for (Path file : files) {
            try (TraceReader reader = TraceReader.open(file)) {
                while (reader.next()) {
                    assertThat(reader.packet().capturedLength()).isNotNegative();
                }
                assertThat(reader.cut()).isEmpty();
                assertThat(reader.fileBytes()).as(file.toString()).isEqualTo(Files.size(file));
            }
        }
    }
}
