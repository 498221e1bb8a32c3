package io.brook.deploy.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brook.deploy.config.ConfigException;
import io.brook.deploy.node.Monitoring;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class MonitoringServerTest {
    private final Monitor monitor = new Monitor("worker");
    private MonitoringServer server;

    @BeforeEach
    void open() throws Exception {
        server = MonitoringServer.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), monitor);
    }

    @AfterEach
    void close() {
        server.close();
        monitor.close();
    }

    @Test
    void healthIsWhatTheProcessSaysOfItself() throws Exception {
        assertThat(Http.get(server, "/health/live").statusCode()).isEqualTo(200);
        assertThat(Http.get(server, "/health/ready").statusCode()).isEqualTo(503);
        monitor.health().readyWhen(() -> true);
        assertThat(Http.get(server, "/health/ready").statusCode()).isEqualTo(200);
        monitor.health().failedWhen(() -> Optional.of("a bug"));
        assertThat(Http.get(server, "/health/ready").statusCode()).isEqualTo(503);
        assertThat(Http.get(server, "/health/live").statusCode()).isEqualTo(503);
        assertThat(Http.get(server, "/health/live").body()).isEqualTo("a bug\n");
    }

    @Test
    void metricsFollowWhatIsMeasured() throws Exception {
        AtomicReference<Map<String, Long>> lines = new AtomicReference<>(Map.of("conn", 3L));
        monitor.add(into -> into.putAll(Measure.WORKER_LINES, lines.get()));
        monitor.add(into -> into.putAll(Measure.PACKET_TIME, lines.get()));
        monitor.add(into -> {
            throw new IllegalStateException("it is just ending");
        });
        assertThat(Http.get(server, "/metrics").body())
                .contains(
                        "# TYPE brook_worker_lines_total counter",
                        "brook_worker_lines_total{log=\"conn\",role=\"worker\"} 3.0",
                        "# TYPE brook_ready gauge",
                        "brook_ready{role=\"worker\"} 0.0",
                        "jvm_memory_used_bytes{");
        lines.set(Map.of("dns", 4L));
        assertThat(Http.get(server, "/metrics").body())
                .contains("brook_worker_lines_total{log=\"dns\",role=\"worker\"} 4.0")
                .doesNotContain("\"conn\"");
    }

    @Test
    void whatIsNotThereIsRefused() throws Exception {
        assertThat(Http.get(server, "/").statusCode()).isEqualTo(404);
        assertThat(Http.get(server, "/metrics/more").statusCode()).isEqualTo(404);
        assertThat(Http.ask(server, "POST", "/metrics").statusCode()).isEqualTo(405);
        assertThat(Http.ask(server, "HEAD", "/metrics").body()).isEmpty();
    }

    @Test
    void anAddressThatIsTakenIsNamedInOneLine() {
        InetSocketAddress taken = server.address();
        assertThatThrownBy(() -> Monitoring.open("worker", Optional.of(taken)))
                .isInstanceOf(ConfigException.class)
                .hasMessageContaining(":" + taken.getPort())
                .hasMessageContaining("port 0");
    }
}
