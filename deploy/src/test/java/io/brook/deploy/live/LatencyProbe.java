package io.brook.deploy.live;

import io.brook.capture.CaptureConfig;
import io.brook.capture.TapConfig;
import io.brook.capture.live.InterfaceOptions;
import io.brook.capture.live.InterfaceSource;
import io.brook.capture.run.TapCapture;
import io.brook.deploy.cluster.Application;
import io.brook.deploy.cluster.StreamSettings;
import io.brook.deploy.cluster.TaskConfig;
import io.brook.deploy.cluster.TopicPlan;
import io.brook.deploy.cluster.Watch;
import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.config.ConfigReader;
import io.brook.deploy.embedded.EmbeddedBroker;
import io.brook.deploy.node.KafkaCluster;
import io.brook.deploy.node.StreamNode;
import io.brook.schemas.log.ConnLog;
import io.brook.schemas.record.TapState;
import io.brook.schemas.serde.RecordSerde;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Future;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/**
 * How long it takes from the end of a connection to its line in the topic of conn.log: captures an interface, with broker and all
 * stages in this process and default settings, and says it for all lines that a reader of committed records gets. The end of a
 * connection is when Zeek would write its line: five seconds after the last packet of one that was closed.
 */
public final class LatencyProbe {
    private static final TopicPartition CONN = new TopicPartition("log.conn", 0);

    private LatencyProbe() {}

    /** @param args the interface, and for how many seconds */
    public static void main(String[] args) throws Exception {
        long end =
                System.nanoTime() + Duration.ofSeconds(Long.parseLong(args[1])).toNanos();
        BrookConfig config = ConfigReader.read(null, List.of());
        TaskConfig tasks = new TaskConfig(
                config.analysis(true, false), config.notice(false), StreamSettings.alone(2, config.commitInterval()));
        try (EmbeddedBroker broker = EmbeddedBroker.temporary()) {
            broker.start();
            try (KafkaCluster kafka = KafkaCluster.open(
                            broker.clientConfig(), TopicPlan.keepingAll(config.partitions()), System.out::println);
                    Watch watch = new Watch();
                    StreamNode node = StreamNode.start(Application.ALL, tasks, kafka, watch)) {
                TapCapture capture =
                        new TapCapture(kafka.client(), CaptureConfig.DEFAULT, config.tap("latency", args[0]));
                InterfaceSource source = InterfaceSource.open(args[0], InterfaceOptions.DEFAULT);
                Future<?> captured = watch.run("capture", () -> capture.run(source));
                System.out.println("ready, with progress every " + TapConfig.PROGRESS + ", " + node.protocol());
                List<Double> latencies = read(kafka.client(), end);
                capture.end(TapState.ENDED);
                captured.get();
                System.out.printf(
                        Locale.ROOT,
                        "%,d packets, %,d dropped%n",
                        capture.counters().packets(),
                        capture.counters().dropped());
                print(latencies);
            }
        }
    }

    private static List<Double> read(Map<String, Object> client, long end) {
        List<Double> latencies = new ArrayList<>();
        Map<String, Object> settings = new HashMap<>(client);
        settings.put("isolation.level", "read_committed");
        try (Consumer<byte[], ConnLog> reader = new KafkaConsumer<>(
                settings,
                new ByteArrayDeserializer(),
                RecordSerde.of(ConnLog.class).deserializer())) {
            reader.assign(List.of(CONN));
            reader.seekToBeginning(List.of(CONN));
            while (System.nanoTime() < end) {
                reader.poll(Duration.ofMillis(20)).forEach(record -> {
                    Instant now = Instant.now();
                    double clock = now.getEpochSecond() + now.getNano() / 1e9;
                    latencies.add(clock - record.value().getMeta().getWritten() / 1e9);
                });
            }
        }
        return latencies;
    }

    private static void print(List<Double> latencies) {
        List<Double> sorted = latencies.stream().sorted().toList();
        if (sorted.isEmpty()) {
            System.out.println("no line came");
            return;
        }
        System.out.printf(
                Locale.ROOT,
                "%,d lines of conn.log: median %.2f s, 99 %% within %.2f s, all within %.2f s%n",
                sorted.size(),
                sorted.get(sorted.size() / 2),
                sorted.get(sorted.size() * 99 / 100),
                sorted.get(sorted.size() - 1));
    }
}
