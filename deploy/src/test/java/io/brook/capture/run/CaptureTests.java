package io.brook.capture.run;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brook.capture.CaptureConfig;
import io.brook.capture.kafka.CommitPace;
import io.brook.capture.kafka.KafkaSink;
import io.brook.capture.run.DyingSink.Death;
import io.brook.capture.run.DyingSink.Moment;
import io.brook.deploy.Samples;
import io.brook.deploy.cluster.Replication;
import io.brook.deploy.cluster.TopicPlan;
import io.brook.deploy.cluster.TopicSetup;
import io.brook.deploy.embedded.EmbeddedBroker;
import io.brook.schemas.flow.FlowPartitioning;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Timeout;

/** What tests of captures on a broker share; each test has a sensor and a node of its own. */
@Timeout(600)
abstract class CaptureTests {
    static final int PARTITIONS = 3;
    static final List<Path> OFFICE = List.of(Samples.OFFICE);
    static final CaptureListener NOBODY = (packets, bytes) -> {};

    /** Many small records: some 200 of the sample. */
    static final CaptureConfig CONFIG = config(Duration.ofMillis(1));

    private static EmbeddedBroker broker;
    private static int tests;

    final String sensor = "sensor-" + (1000 + tests++);

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.temporary();
        broker.start();
        try (Admin admin = Admin.create(client())) {
            TopicSetup.ensure(admin, TopicPlan.keepingAll(PARTITIONS), Replication.over(1));
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    static Map<String, Object> client() {
        return broker.clientConfig();
    }

    static CaptureConfig config(Duration linger) {
        return new CaptureConfig(FlowPartitioning.HOST_PAIR, linger, 512, true, false, false);
    }

    /** Transactions of a few records. */
    static CommitPace pace() {
        return new CommitPace(Duration.ofHours(1), 2000);
    }

    TracePublisher publisher(CaptureConfig config) {
        return new TracePublisher(config, () -> new KafkaSink(client(), sensor, pace()));
    }

    CaptureReport publish(CaptureConfig config, List<Path> traces) throws Exception {
        try (TracePublisher publisher = publisher(config)) {
            CaptureReport report = publisher.publish(sensor, traces, NOBODY);
            publisher.flush();
            return report;
        }
    }

    /** Leaves what a process leaves that is killed, connection and transaction and all. */
    TracePublisher publishUntil(Moment last, int before, List<Path> traces) {
        DyingSink sink = new DyingSink(client(), sensor, pace(), last, before);
        TracePublisher publisher = new TracePublisher(CONFIG, () -> sink);
        assertThatThrownBy(() -> publisher.publish(sensor, traces, NOBODY)).isInstanceOf(Death.class);
        return publisher;
    }

    static void assertComplete(String sensor, List<Path> traces) throws Exception {
        assertThat(SensorLog.committed(client(), sensor))
                .isEqualTo(SensorLog.expected(sensor, traces, CONFIG, PARTITIONS))
                .hasSize(PARTITIONS);
    }
}
