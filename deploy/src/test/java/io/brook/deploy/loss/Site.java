package io.brook.deploy.loss;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.analysis.site.LocalNetworks;
import io.brook.analysis.topology.AnalysisConfig;
import io.brook.capture.CaptureConfig;
import io.brook.deploy.Samples;
import io.brook.deploy.cluster.Application;
import io.brook.deploy.cluster.GroupProtocol;
import io.brook.deploy.cluster.Patience;
import io.brook.deploy.cluster.Rest;
import io.brook.deploy.cluster.RunException;
import io.brook.deploy.cluster.StreamSettings;
import io.brook.deploy.cluster.TaskConfig;
import io.brook.deploy.cluster.TopicPlan;
import io.brook.deploy.cluster.Watch;
import io.brook.deploy.embedded.EmbeddedBroker;
import io.brook.deploy.node.CaptureNode;
import io.brook.deploy.node.KafkaCluster;
import io.brook.deploy.node.StreamNode;
import io.brook.notice.NoticeConfig;
import io.brook.notice.logger.LogWriter;
import io.brook.notice.logger.LoggerConfig;
import io.brook.schemas.format.LogStyle;
import io.brook.schemas.loss.Losses;
import io.brook.schemas.record.Progress;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Topics;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.slf4j.LoggerFactory;

/** A broker with four partitions, and Brook's processes at it, in this JVM. */
final class Site implements AutoCloseable {
    static final int PARTITIONS = 4;
    private static final Duration PATIENCE = Duration.ofMinutes(3);

    private final EmbeddedBroker broker;
    private final KafkaCluster kafka;
    private final GroupProtocol protocol;
    private final Watch watch = new Watch();
    private final List<StreamNode> running = new ArrayList<>();
    private final ListAppender<ILoggingEvent> said = new ListAppender<>();

    private Site(EmbeddedBroker broker, KafkaCluster kafka, GroupProtocol protocol) {
        this.broker = broker;
        this.kafka = kafka;
        this.protocol = protocol;
        said.start();
        ((Logger) LoggerFactory.getLogger(Losses.class)).addAppender(said);
    }

    static Site start(GroupProtocol protocol) throws Exception {
        EmbeddedBroker broker = EmbeddedBroker.temporary();
        broker.start();
        KafkaCluster kafka = KafkaCluster.open(broker.clientConfig(), TopicPlan.keepingAll(PARTITIONS), line -> {});
        return new Site(broker, kafka, protocol);
    }

    Map<String, Object> client() {
        return broker.clientConfig();
    }

    StreamNode start(Application application) throws RunException, InterruptedException {
        StreamSettings settings = new StreamSettings(
                2,
                0,
                Duration.ofMillis(100),
                Patience.CLUSTER,
                true,
                Rest.LIGHT,
                protocol,
                StreamSettings.shared(1, 0, Duration.ZERO, protocol).guarantee());
        TaskConfig config = new TaskConfig(
                new AnalysisConfig(true, LocalNetworks.PRIVATE, DetectorSettings.DEFAULT),
                new NoticeConfig(List.of(), false),
                settings);
        return StreamNode.start(application, config, kafka, watch);
    }

    /** Starts one that runs to the end. */
    void run(Application application) throws RunException, InterruptedException {
        running.add(start(application));
    }

    /** Publishes the sample as a sensor's. */
    void capture(String sensor) throws Exception {
        try (CaptureNode capture = CaptureNode.open(
                kafka, CaptureConfig.DEFAULT, sensor, sensor, CaptureNode.NO_LIMIT, LoggerConfig.SENSOR_TIMEOUT)) {
            capture.publish(List.of(Samples.OFFICE), line -> {});
        }
    }

    /** Writes the logs of some sensors in a new folder, and returns when they have ended: with all that is to be had of them. */
    void write(Path directory, String... sensors) {
        LoggerConfig files =
                new LoggerConfig(directory, LogStyle.TSV, false, LoggerConfig.SENSOR_TIMEOUT, System.err::println);
        try (LogWriter logs = new LogWriter(client(), files)) {
            logs.runUntilEnd(Set.of(sensors));
        }
    }

    /** Removes, as retention does, all that partitions of a topic hold now. */
    void expire(String topic, int... partitions) throws Exception {
        Map<TopicPartition, RecordsToDelete> all = new HashMap<>();
        IntStream.of(partitions)
                .forEach(each -> all.put(new TopicPartition(topic, each), RecordsToDelete.beforeOffset(-1)));
        try (Admin admin = Admin.create(client())) {
            admin.deleteRecords(all).all().get();
        }
    }

    /** The lines on standard error of what was lost. */
    List<String> said() {
        return said.list.stream().map(ILoggingEvent::getFormattedMessage).toList();
    }

    /** All that the topic progress tells by now. */
    List<Progress> progress() {
        return records(Topics.PROGRESS.name(), 1).stream()
                .map(record -> RecordSerde.of(Progress.class).deserializer().deserialize("", record.value()))
                .toList();
    }

    /** All committed records of a topic. */
    List<ConsumerRecord<byte[], byte[]>> records(String topic, int partitions) {
        Map<String, Object> settings = new HashMap<>(client());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        List<TopicPartition> all = IntStream.range(0, partitions)
                .mapToObj(each -> new TopicPartition(topic, each))
                .toList();
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (all.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    /** Waits until something is so. */
    void await(BooleanSupplier condition) throws InterruptedException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!condition.getAsBoolean()) {
            assertThat(System.nanoTime()).as("in time").isLessThan(end);
            TimeUnit.MILLISECONDS.sleep(50);
        }
    }

    @Override
    public void close() {
        ((Logger) LoggerFactory.getLogger(Losses.class)).detachAppender(said);
        running.forEach(StreamNode::close);
        watch.close();
        kafka.close();
        broker.close();
    }
}
