package io.brook.capture.source;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.testing.RealTrace;
import java.io.IOException;
import java.nio.file.Files;
import org.junit.jupiter.api.Test;

/** Real captures of every sort. */
class RealTracesTest {
    @Test
    void readsEveryTraceToItsEnd() throws IOException, TraceException {
        for (RealTrace trace : RealTrace.all()) {
            try (TraceReader reader = TraceReader.open(trace.file())) {
                while (reader.next()) {
                    assertThat(reader.packet().capturedLength()).isNotNegative();
                }
                assertThat(reader.cut()).isEmpty();
                assertThat(reader.fileBytes()).as(trace.name()).isEqualTo(Files.size(trace.file()));
            }
        }
    }
}
