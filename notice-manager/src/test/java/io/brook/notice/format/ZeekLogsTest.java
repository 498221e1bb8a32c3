package io.brook.notice.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brook.schemas.log.LogStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Zeek's own logs, read into records and written again. */
class ZeekLogsTest {
    private static final Path EXPECTED = Path.of("..", "..", "shared", "conformance", "expected");

    static Stream<LogStream> streams() {
        return LogStream.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("streams")
    void writesTheBytesThatZeekWrote(LogStream stream) throws IOException {
        List<Path> logs = logs(stream);
        LineFormat format = LineFormat.of(LogStyle.TSV, stream.path(), stream.schema());
        LogParser parser = new LogParser(stream.schema());
        for (Path log : logs) {
            for (String row : LogParser.rows(log)) {
                LineBuffer out = new LineBuffer();
                format.line(parser.parse(row), out);
                assertThat(new String(out.copy(), StandardCharsets.UTF_8))
                        .as(log.toString())
                        .isEqualTo(row);
            }
        }
    }

    @ParameterizedTest
    @MethodSource("streams")
    void writesTheHeaderThatZeekWrote(LogStream stream) throws IOException {
        Path log = logs(stream).get(0);
        LineBuffer out = new LineBuffer();
        LineFormat.of(LogStyle.TSV, stream.path(), stream.schema()).header(0, out);
        String header = new String(out.copy(), StandardCharsets.UTF_8);
        // The expected logs were kept without their #open and #close.
        assertThat(header.lines().filter(line -> !line.startsWith("#open")))
                .isEqualTo(Files.readAllLines(log).stream()
                        .filter(line -> line.startsWith("#"))
                        .toList());
    }

    private static List<Path> logs(LogStream stream) throws IOException {
        assumeTrue(Files.isDirectory(EXPECTED), () -> EXPECTED + " is not there: no logs of Zeek's to compare with");
        try (Stream<Path> traces = Files.list(EXPECTED)) {
            List<Path> logs = traces.map(trace -> trace.resolve(stream.path() + ".log"))
                    .filter(Files::exists)
                    .sorted()
                    .toList();
            assumeTrue(!logs.isEmpty(), () -> "Zeek wrote no " + stream.path() + ".log for any trace");
            return logs;
        }
    }
}
