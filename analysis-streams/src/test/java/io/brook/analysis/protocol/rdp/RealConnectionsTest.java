package io.brook.analysis.protocol.rdp;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.testing.Replay;
import io.brook.schemas.log.ConnLog;
import io.brook.schemas.log.RdpLog;
import io.brook.schemas.testing.RealTrace;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Real connections are told as Zeek tells them. */
class RealConnectionsTest {
    static Stream<RealTrace> traces() {
        return Replay.traces("rdp", "rdp");
    }

    static Stream<RealTrace> overUdp() {
        return Replay.traces("rdp", "conn")
                .filter(trace ->
                        trace.name().startsWith("rdp__rdpeudp") || trace.name().equals("rdp-udp"));
    }

    @ParameterizedTest
    @MethodSource("traces")
    void areToldAsZeekTellsThem(RealTrace trace) throws Exception {
        assertThat(Replay.found(trace, RdpLog.class))
                .containsExactlyInAnyOrderElementsOf(Replay.expected(trace, "rdp"));
    }

    @ParameterizedTest
    @MethodSource("overUdp")
    void areFoundOverUdp(RealTrace trace) throws Exception {
        assertThat(Replay.run(trace).connections())
                .extracting(ConnLog::getService)
                .containsExactly("rdpeudp");
    }
}
