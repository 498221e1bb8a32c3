package io.brook.analysis.protocol.mysql;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.testing.Replay;
import io.brook.schemas.log.MysqlLog;
import io.brook.schemas.testing.RealTrace;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real logins, commands and results are told as Zeek tells them. */
class RealDialoguesTest {
    static Stream<RealTrace> traces() {
        return Replay.traces("mysql", "mysql");
    }

    @ParameterizedTest
    @MethodSource("traces")
    void areToldAsZeekTellsThem(RealTrace trace) throws Exception {
        assertThat(Replay.found(trace, MysqlLog.class))
                .containsExactlyInAnyOrderElementsOf(Replay.expected(trace, "mysql"));
    }
}
