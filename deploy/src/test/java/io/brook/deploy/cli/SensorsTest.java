package io.brook.deploy.cli;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.capture.CaptureConfig;
import io.brook.capture.run.CaptureReport.Outcome;
import io.brook.capture.run.TracePublisher;
import io.brook.deploy.Samples;
import io.brook.deploy.cluster.Replication;
import io.brook.deploy.cluster.TopicPlan;
import io.brook.deploy.cluster.TopicSetup;
import io.brook.deploy.embedded.EmbeddedBroker;
import io.brook.deploy.node.Ownership;
import io.brook.schemas.progress.Stage;
import io.brook.schemas.record.Progress;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Topics;
import java.util.Arrays;
import java.util.List;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

@Timeout(600)
class SensorsTest {
    private static EmbeddedBroker broker;

    @BeforeAll
    static void start() throws Exception {
        broker = EmbeddedBroker.temporary();
        broker.start();
        try (Admin admin = Admin.create(broker.clientConfig())) {
            TopicSetup.ensure(admin, TopicPlan.keepingAll(2), Replication.over(1));
        }
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void listsAndForgets() throws Exception {
        assertThat(sensors().out())
                .startsWith("sensor                   state      last packet              traces        packets");
        assertThat(publish("dmz")).isEqualTo(Outcome.PUBLISHED);
        assertThat(publish("lab")).isEqualTo(Outcome.PUBLISHED);
        assertThat(captured())
                .satisfiesExactly(
                        line -> assertThat(line).matches("dmz +ended +20\\d\\d-[-0-9T:.]+Z +1 +372"),
                        line -> assertThat(line).startsWith("lab "));
        assertThat(sensors("list", "--json").out().lines().toList().get(0))
                .matches(
                        "\\{\"sensor\":\"dmz\",\"state\":\"ended\",\"last_packet\":\"20[-0-9T:.]+Z\",\"live\":false,\"traces\":1,"
                                + "\"packets\":372,\"bytes\":\\d+}");
        assertThat(publish("dmz")).isEqualTo(Outcome.ALREADY_COMPLETE);

        Cli forgotten = sensors("forget", "dmz");
        assertThat(forgotten.err()).isEmpty();
        assertThat(forgotten.status()).isZero();
        assertThat(captured()).hasSize(1);
        Cli unknown = sensors("forget", "dmz");
        assertThat(unknown.status()).isEqualTo(ExitStatus.FAILED.code);
        assertThat(unknown.err()).startsWith("brook: there is no sensor dmz");
        assertThat(publish("dmz")).isEqualTo(Outcome.PUBLISHED);
        assertThat(publish("dmz")).isEqualTo(Outcome.ALREADY_COMPLETE);
        assertThat(sensors("forget", "dmz", "lab").status()).isZero();
        assertThat(publish("dmz")).isEqualTo(Outcome.PUBLISHED);
    }

    @Test
    void listsSensorsOfLiveTrafficByWhatWorkersSay() throws Exception {
        tell("core", 0, 7_000_000_000L, false);
        tell("core", 1, 5_000_000_000L, true);
        tell("edge", 0, 5_000_000_000L, true);
        assertThat(live())
                .containsExactly("core silent 1970-01-01T00:00:05Z live -", "edge ended 1970-01-01T00:00:05Z live -");
        assertThat(sensors("--json").out())
                .contains(
                        "{\"sensor\":\"core\",\"state\":\"silent\",\"last_packet\":\"1970-01-01T00:00:05Z\",\"live\":true}");
        try (Ownership tap = new Ownership(broker.clientConfig(), Ownership.TAP, Ownership.tap("eth0", "core"))) {
            tap.await();
            assertThat(live().get(0)).startsWith("core capturing ");
        }
    }

    /** Those that are not live. */
    private static List<String> captured() {
        return sensors()
                .out()
                .lines()
                .skip(1)
                .filter(line -> !line.contains(" live "))
                .toList();
    }

    private static List<String> live() {
        return sensors()
                .out()
                .lines()
                .filter(line -> line.contains(" live "))
                .map(line -> line.replaceAll(" +", " "))
                .toList();
    }

    private static void tell(String sensor, int task, long time, boolean end) throws Exception {
        Progress progress = new Progress(sensor, Stage.ANALYSIS.label(), task, 2, time, end);
        try (Producer<SubjectKey, Progress> producer = new KafkaProducer<>(
                broker.clientConfig(),
                RecordSerde.of(SubjectKey.class).serializer(),
                RecordSerde.of(Progress.class).serializer())) {
            producer.send(new ProducerRecord<>(Topics.PROGRESS.name(), Stage.key(progress), progress))
                    .get();
        }
    }

    @Test
    void wantsToKnowWhatToForget() {
        Cli result = sensors("forget");
        assertThat(result.status()).isEqualTo(ExitStatus.USAGE.code);
        assertThat(result.err()).contains("which NAME?");
        assertThat(sensors("list", "dmz").err()).contains("list takes no NAME");
        assertThat(sensors("forget", "a/b").err()).contains("Invalid value for NAME: 'a/b'");
    }

    private static Cli sensors(Object... arguments) {
        Object[] all = Arrays.copyOf(new Object[] {"sensors"}, arguments.length + 3);
        System.arraycopy(arguments, 0, all, 1, arguments.length);
        all[arguments.length + 1] = "--bootstrap-servers";
        all[arguments.length + 2] = broker.clientConfig().get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG);
        return Cli.run(all);
    }

    private static Outcome publish(String sensor) throws Exception {
        try (TracePublisher publisher = new TracePublisher(broker.clientConfig(), CaptureConfig.DEFAULT, sensor)) {
            Outcome outcome = publisher
                    .publish(sensor, List.of(Samples.OFFICE), (packets, bytes) -> {})
                    .outcome();
            publisher.flush();
            return outcome;
        }
    }
}
