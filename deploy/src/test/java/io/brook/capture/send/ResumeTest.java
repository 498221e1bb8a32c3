package io.brook.capture.send;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brook.capture.CaptureConfig;
import io.brook.capture.send.CaptureReport.Outcome;
import io.brook.capture.send.DyingSink.Death;
import io.brook.capture.send.DyingSink.Moment;
import io.brook.deploy.Samples;
import io.brook.deploy.cluster.Replication;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A capture that is killed anywhere, and started again, leaves what one leaves that runs undisturbed. */
@Timeout(120)
class ResumeTest {
    private static final int PARTITIONS = 3;
    private static final List<Path> OFFICE = List.of(Samples.OFFICE);

    /** Many small records, and transactions of a few of them. */
    private static final CaptureConfig CONFIG = config(Duration.ofMillis(1));

    private static final CaptureListener NOBODY = (packets, bytes) -> {};

    private static EmbeddedBroker broker;
    private static Map<String, Object> client;
    private static int sensors;

    @TempDir
    private Path directory;

    private final String sensor = "sensor-" + (1000 + sensors++);

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.temporary();
        broker.start();
        client = broker.clientConfig();
        try (Admin admin = Admin.create(client)) {
            TopicSetup.ensure(admin, PARTITIONS, Replication.over(1));
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static CaptureConfig config(Duration linger) {
        return new CaptureConfig(FlowPartitioning.HOST_PAIR, linger, 512, true, false);
    }

    private static CommitPace pace() {
        return new CommitPace(Duration.ofHours(1), 2000);
    }

    private TracePublisher publisher() {
        return new TracePublisher(CONFIG, new KafkaSink(client, sensor, pace()));
    }

    private Outcome publish(String name, List<Path> traces) throws Exception {
        try (TracePublisher publisher = publisher()) {
            CaptureReport report = publisher.publish(name, traces, NOBODY);
            publisher.flush();
            return report.outcome();
        }
    }

    private void publishUntil(Moment last, int before, List<Path> traces) {
        DyingSink sink = new DyingSink(client, sensor, pace(), last, before);
        assertThatThrownBy(() -> new TracePublisher(CONFIG, sink).publish(sensor, traces, NOBODY))
                .isInstanceOf(Death.class);
    }

    private void assertComplete(String name, List<Path> traces) throws Exception {
        assertThat(SensorLog.committed(client, name))
                .isEqualTo(SensorLog.expected(name, traces, CONFIG, PARTITIONS))
                .hasSize(PARTITIONS);
    }

    @Test
    void anUndisturbedRunPublishesWhatTheTraceGives() throws Exception {
        assertThat(publish(sensor, OFFICE)).isEqualTo(Outcome.PUBLISHED);
        assertComplete(sensor, OFFICE);
    }

    @ParameterizedTest
    @CsvSource({
        "SENDING, 0, PUBLISHED", "SENT, 0, PUBLISHED", "SENDING, 1, PUBLISHED", "SENT, 100, RESUMED",
        "SENDING, 101, RESUMED", "SENT, 150, RESUMED", "SENDING, 199, RESUMED", "TOLD, 0, PUBLISHED",
        "TOLD, 1, RESUMED", "TOLD, 20, RESUMED", "COMMITTED, 0, RESUMED", "COMMITTED, 1, RESUMED",
        "COMMITTED, 17, RESUMED"
    })
    void aKilledRunIsResumedWithoutLossOrDuplicates(Moment last, int before, Outcome outcome) throws Exception {
        publishUntil(last, before, OFFICE);
        assertThat(publish(sensor, OFFICE)).isEqualTo(outcome);
        assertComplete(sensor, OFFICE);
    }

    @Test
    void aRunThatIsKilledAgainAndAgainGetsThere() throws Exception {
        int deaths = 0;
        for (boolean done = false; !done; ) {
            DyingSink sink = new DyingSink(client, sensor, pace(), Moment.SENT, 23);
            try {
                TracePublisher publisher = new TracePublisher(CONFIG, sink);
                publisher.publish(sensor, OFFICE, NOBODY);
                publisher.flush();
                done = true;
            } catch (Death e) {
                deaths++;
            }
        }
        assertThat(deaths).isGreaterThan(5);
        assertComplete(sensor, OFFICE);
    }

    @Test
    void aSensorThatIsCompleteIsNotPublishedAgain() throws Exception {
        publish(sensor, OFFICE);
        try (TracePublisher publisher = publisher()) {
            CaptureReport report = publisher.publish(sensor, OFFICE, NOBODY);
            assertThat(report.outcome()).isEqualTo(Outcome.ALREADY_COMPLETE);
            assertThat(report.packets()).isPositive();
            publisher.flush();
        }
        assertComplete(sensor, OFFICE);
    }
}
