package io.brook.deploy.host;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class NodeMetricsTest {
    @Test
    void seriesAreSummedUp() {
        String text = """
                # TYPE brook_capture_dropped_packets_total counter
                brook_capture_dropped_packets_total{role="capture",where="kernel"} 3.0
                brook_capture_dropped_packets_total{role="capture",where="a } 9 b"} 4.0
                brook_capture_packets_total{role="capture"} 1.2345678E7
                brook_ready 1.0
                brook_capture_lag_seconds NaN
                """;
        assertThat(NodeMetrics.sums(
                                text,
                                List.of(
                                        "brook_capture_dropped_packets_total",
                                        "brook_capture_packets_total",
                                        "brook_capture_lag_seconds"))
                        .toString())
                .isEqualTo("{brook_capture_dropped_packets_total=7.0, brook_capture_packets_total=12345678}");
    }
}
