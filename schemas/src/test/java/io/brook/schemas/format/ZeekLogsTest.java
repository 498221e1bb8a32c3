package io.brook.schemas.format;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brook.schemas.log.LogStream;
import io.brook.schemas.testing.RealTrace;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Logs of real traces, read into records and written again: Zeek's own where they are at hand, and those that ours shall be. */
class ZeekLogsTest {
    static Stream<LogStream> streams() {
        return LogStream.ALL.stream();
    }

    @ParameterizedTest
    @MethodSource("streams")
    void writesTheBytesThatAreThere(LogStream stream) throws IOException {
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
    void writesTheHeaderThatIsThere(LogStream stream) throws IOException {
        Path log = logs(stream).get(0);
        LineBuffer out = new LineBuffer();
        LineFormat.of(LogStyle.TSV, stream.path(), stream.schema()).header(0, out);
        String header = new String(out.copy(), StandardCharsets.UTF_8);
        // Zeek's logs were kept without their #open and #close.
        assertThat(header.lines().filter(line -> !line.startsWith("#open")))
                .isEqualTo(Files.readAllLines(log).stream()
                        .filter(line -> line.startsWith("#"))
                        .filter(line -> !line.startsWith("#open") && !line.startsWith("#close"))
                        .toList());
    }

    private static List<Path> logs(LogStream stream) {
        List<Path> logs = Stream.concat(RealTrace.conformance().stream(), RealTrace.captures().stream())
                .filter(trace -> trace.hasLog(stream.path()))
                .map(trace -> trace.log(stream.path()))
                .toList();
        assumeTrue(!logs.isEmpty(), () -> "there is no " + stream.path() + ".log of any trace");
        return logs;
    }
}
