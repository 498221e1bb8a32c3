package io.brook.analysis.protocol.rdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.testing.Replay;
import io.brook.schemas.log.ConnLog;
import io.brook.schemas.log.RdpLog;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real connections are told as Zeek tells them. */
class RealConnectionsTest {
    static Stream<Path> traces() {
        return Replay.traces("rdp__", "rdp");
    }

    static Stream<Path> overUdp() {
        return Replay.traces("rdp__rdpeudp", "conn");
    }

    @ParameterizedTest
    @MethodSource("traces")
    void areToldAsZeekTellsThem(Path trace) throws Exception {
        assertThat(Replay.found(trace, RdpLog.class))
                .containsExactlyInAnyOrderElementsOf(Replay.expected(trace, "rdp"));
    }

    @ParameterizedTest
    @MethodSource("overUdp")
    void areFoundOverUdp(Path trace) throws Exception {
        assertThat(Replay.run(trace).connections())
                .extracting(ConnLog::getService)
                .containsExactly("rdpeudp");
    }
}
