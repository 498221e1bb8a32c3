package io.brook.deploy.metrics;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brook.deploy.cluster.Application;
import io.brook.deploy.cluster.GroupProtocol;
import io.brook.deploy.cluster.RunException;
import io.brook.deploy.cluster.StreamSettings;
import io.brook.deploy.cluster.TaskConfig;
import io.brook.deploy.cluster.TopicPlan;
import io.brook.deploy.cluster.Watch;
import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.config.ConfigReader;
import io.brook.deploy.embedded.EmbeddedBroker;
import io.brook.deploy.node.KafkaCluster;
import io.brook.deploy.node.StreamNode;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** A worker's health, with real tasks at a real broker. */
@Timeout(600)
class NodeHealthTest {
    private static final String CONNECTIONS = "brook-analysis-flows-changelog";
    private static final int PARTITIONS = 2;

    @Test
    void isReadyOnceItHasItsTasksAndDeadWhenItsThreadsHaveDiedForGood() throws Exception {
        try (EmbeddedBroker broker = EmbeddedBroker.temporary()) {
            broker.start();
            try (KafkaCluster kafka =
                    KafkaCluster.open(broker.clientConfig(), TopicPlan.keepingAll(PARTITIONS), line -> {})) {
                becomesReady(kafka);
                breakState(broker.clientConfig());
                dies(kafka);
            }
        }
    }

    private static void becomesReady(KafkaCluster kafka) throws Exception {
        try (Monitor monitor = new Monitor("worker");
                MonitoringServer server = serve(monitor);
                Watch watch = new Watch()) {
            monitor.health().failedWhen(watch::failure);
            assertThat(Http.get(server, "/health/live").statusCode()).isEqualTo(200);
            assertThat(Http.get(server, "/health/ready").statusCode()).isEqualTo(503);
            assertThat(monitor.partitions()).isEmpty();
            try (StreamNode node = StreamNode.start(Application.ANALYSIS, tasks(), kafka, watch)) {
                node.observe(monitor);
                assertThat(Http.get(server, "/health/ready").statusCode()).isEqualTo(200);
                assertThat(monitor.partitions().get("packets")).containsExactly(0, 1);
                assertThat(Http.get(server, "/metrics").body())
                        .contains("brook_ready{role=\"worker\"} 1.0", "brook_worker_packets_total", "kafka_stream_");
            }
            assertThat(Http.get(server, "/health/ready").statusCode()).isEqualTo(503);
            assertThat(Http.get(server, "/health/live").statusCode()).isEqualTo(200);
        }
    }

    private static void dies(KafkaCluster kafka) throws Exception {
        try (Monitor monitor = new Monitor("worker");
                MonitoringServer server = serve(monitor);
                Watch watch = new Watch()) {
            monitor.health().failedWhen(watch::failure);
            assertThatThrownBy(() -> StreamNode.start(Application.ANALYSIS, tasks(), kafka, watch))
                    .isInstanceOf(RunException.class);
            assertThat(Http.get(server, "/health/live").statusCode()).isEqualTo(503);
            assertThat(Http.get(server, "/health/live").body()).contains("the saved state of a task cannot be read");
            assertThat(Http.get(server, "/health/ready").statusCode()).isEqualTo(503);
        }
    }

    private static MonitoringServer serve(Monitor monitor) throws Exception {
        return MonitoringServer.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), monitor);
    }

    private static TaskConfig tasks() throws Exception {
        BrookConfig config = ConfigReader.read(null, List.of());
        return new TaskConfig(
                config.analysis(true, false),
                config.notice(false),
                StreamSettings.shared(1, 0, Duration.ofMillis(100), GroupProtocol.AUTO));
    }

    /** The sensor, its length before it; the name of a piece; the number of its record. */
    private static void breakState(Map<String, Object> client) throws Exception {
        byte[] sensor = "sensor".getBytes(StandardCharsets.UTF_8);
        byte[] key = ByteBuffer.allocate(Integer.BYTES + sensor.length + 1 + Integer.BYTES)
                .putInt(sensor.length)
                .put(sensor)
                .put((byte) 0)
                .putInt(0)
                .array();
        try (KafkaProducer<byte[], byte[]> producer =
                new KafkaProducer<>(client, new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.send(new ProducerRecord<>(CONNECTIONS, 0, key, new byte[] {1, 2, 3}))
                    .get();
        }
    }
}
