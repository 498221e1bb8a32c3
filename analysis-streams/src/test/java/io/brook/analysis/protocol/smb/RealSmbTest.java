package io.brook.analysis.protocol.smb;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.testing.RecordingEmitter;
import io.brook.analysis.testing.Replay;
import io.brook.schemas.log.ConnLog;
import io.brook.schemas.log.SmbFilesLog;
import io.brook.schemas.log.SmbMappingLog;
import io.brook.schemas.testing.RealTrace;
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

    static Stream<RealTrace> traces() {
        return Replay.traces("smb", "conn");
    }

    @ParameterizedTest
    @MethodSource("traces")
    void areToldAsZeekTellsThem(RealTrace trace) throws Exception {
        RecordingEmitter found = Replay.run(trace);

        assertThat(lines(found, SmbFilesLog.class, line -> join(line.getAction(), line.getName(), line.getSize())))
                .containsExactlyInAnyOrderElementsOf(expected(trace, "smb_files", ACTION, NAME, SIZE));
        assertThat(lines(found, SmbMappingLog.class, line -> join(line.getId().getOrigP(), line.getShareType())))
                .containsExactlyInAnyOrderElementsOf(expected(trace, "smb_mapping", ORIGINATOR_PORT, TYPE));
        assertThat(lines(found, ConnLog.class, line -> join(line.getId().getOrigP(), line.getService())))
                .containsExactlyInAnyOrderElementsOf(expected(trace, "conn", ORIGINATOR_PORT, SERVICE));
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

    private static List<String> expected(RealTrace trace, String log, int... columns) {
        return trace.rows(log).stream()
                .map(line -> line.split("\t"))
                .map(cells -> String.join(
                        "\t", Arrays.stream(columns).mapToObj(i -> cells[i]).toList()))
                .map(line -> line.replace("\\\\", "\\"))
                .toList();
    }
}
