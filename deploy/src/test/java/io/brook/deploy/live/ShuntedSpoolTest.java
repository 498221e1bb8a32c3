package io.brook.deploy.live;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.analysis.registry.Analyzers;
import io.brook.analysis.sigma.SigmaRules;
import io.brook.analysis.site.LocalNetworks;
import io.brook.analysis.topology.AnalysisConfig;
import io.brook.analysis.topology.StatisticsConfig;
import io.brook.capture.CaptureConfig;
import io.brook.capture.run.SpoolCapture;
import io.brook.capture.spool.SpoolConfig;
import io.brook.deploy.Logs;
import io.brook.deploy.cluster.Application;
import io.brook.deploy.cluster.StreamSettings;
import io.brook.deploy.cluster.TaskConfig;
import io.brook.deploy.cluster.TopicPlan;
import io.brook.deploy.cluster.Watch;
import io.brook.deploy.control.CompactedTopic;
import io.brook.deploy.embedded.EmbeddedBroker;
import io.brook.deploy.node.KafkaCluster;
import io.brook.deploy.node.StreamNode;
import io.brook.notice.NoticeConfig;
import io.brook.notice.logger.LogWriter;
import io.brook.notice.logger.LoggerConfig;
import io.brook.schemas.format.LogStyle;
import io.brook.schemas.progress.Timeline;
import io.brook.schemas.record.ShuntedFlow;
import io.brook.schemas.topic.Topics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Large transfers in a spool, with shunting and without; the capture is started anew on the way. */
class ShuntedSpoolTest {
    private static final String SENSOR = "core";
    private static final int PARTITIONS = 2;
    private static final Duration COMMIT = Duration.ofMillis(100);
    private static final int FILES = 16;
    private static final int PIECES = 3000;
    private static final long AFTER = 50_000;

    @TempDir
    private Path directory;

    /** What came of it: the logs, and the size of all packets in Kafka. */
    private record Outcome(Map<String, String> logs, long bytes) {}

    @Test
    void theLogsAreTheSameAndThePacketsAreSmaller() throws Exception {
        Outcome whole = run("whole", 0);
        Outcome shunted = run("shunted", AFTER);
        assertThat(shunted.logs()).isEqualTo(whole.logs());
        assertThat(whole.logs()).containsKeys("conn.log", "files.log", "http.log", "weird.log");
        assertThat(shunted.bytes()).isLessThan(whole.bytes() / 2);
        // Not the download, nor the connection that took over the ports of the first one.
        List<Map<String, String>> http = Logs.lines(directory.resolve("shunted/http.log"));
        assertThat(http).extracting(line -> line.get("uri")).containsExactlyInAnyOrder("/large", "/small");
        assertThat(Logs.lines(directory.resolve("shunted/files.log")))
                .hasSize(2)
                .allSatisfy(file -> assertThat(file.get("missing_bytes")).isEqualTo("0"));
    }

    private Outcome run(String name, long shuntAfter) throws Exception {
        AnalysisConfig analysis = new AnalysisConfig(
                false,
                LocalNetworks.PRIVATE,
                Analyzers.ALL,
                Set.of(),
                DetectorSettings.DEFAULT,
                new Timeline<>(SigmaRules.NONE),
                Optional.empty(),
                false,
                StatisticsConfig.DEFAULT,
                shuntAfter);
        TaskConfig tasks =
                new TaskConfig(analysis, new NoticeConfig(List.of(), false), StreamSettings.alone(PARTITIONS, COMMIT));
        LoggerConfig files =
                new LoggerConfig(directory.resolve(name), LogStyle.TSV, false, LoggerConfig.SENSOR_TIMEOUT, line -> {});
        try (EmbeddedBroker broker = EmbeddedBroker.temporary()) {
            broker.start();
            Map<String, Object> client = broker.clientConfig();
            try (KafkaCluster kafka = KafkaCluster.open(client, TopicPlan.keepingAll(PARTITIONS), line -> {});
                    Watch watch = new Watch();
                    StreamNode node = StreamNode.start(Application.ALL, tasks, kafka, watch);
                    LogWriter logs = new LogWriter(kafka.client(), files)) {
                CompletableFuture<Void> written = watch.run("logger", () -> {
                    logs.runUntilEnd(Set.of(SENSOR));
                    return null;
                });
                assertThat(node.protocol()).isNotNull();
                new Feed(name, shuntAfter > 0, client, watch).all();
                watch.await(written);
            }
            assertThat(named(client)).isEmpty();
            return new Outcome(withoutTimes(Logs.contents(directory.resolve(name))), sizeOfPackets(client));
        }
    }

    /** The lines that say when a file was begun and ended are not of the traffic. */
    private static Map<String, String> withoutTimes(Map<String, String> logs) {
        return logs.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        log -> log.getValue()
                                .lines()
                                .filter(line -> !line.startsWith("#open") && !line.startsWith("#close"))
                                .collect(Collectors.joining("\n"))));
    }

    private static Map<?, ShuntedFlow> named(Map<String, Object> client) {
        return CompactedTopic.read(client, Topics.CONTROL.name(), ShuntedFlow.class);
    }

    /** Files that appear in the spool one after the other, each when the one before it is in Kafka. */
    private final class Feed {
        private final boolean shunts;
        private final Map<String, Object> client;
        private final Watch watch;
        private final Path spool;
        private final List<byte[]> files = new Elephants().files(FILES, PIECES);
        private int fed;

        Feed(String name, boolean shunts, Map<String, Object> client, Watch watch) throws Exception {
            this.shunts = shunts;
            this.client = client;
            this.watch = watch;
            spool = Files.createDirectories(directory.resolve(name + "-spool"));
        }

        void all() throws Exception {
            capture(7);
            capture(8);
            next();
            SpoolCapture last = capture(true);
            last.run((packets, bytes) -> {});
        }

        private void next() throws Exception {
            Path written = Files.write(directory.resolve("next"), files.get(fed));
            Files.move(written, spool.resolve(String.format("%02d.pcap", fed++)));
        }

        private SpoolCapture capture(boolean untilEmpty) {
            SpoolConfig config = new SpoolConfig(
                    List.of(new SpoolConfig.Link(spool, Optional.empty(), Duration.ZERO)),
                    Duration.ofMillis(1),
                    SpoolConfig.WINDOW,
                    SpoolConfig.PATIENCE,
                    SpoolConfig.Done.DELETE,
                    false,
                    untilEmpty);
            CaptureConfig batches = CaptureConfig.DEFAULT;
            CaptureConfig own = new CaptureConfig(
                    batches.partitioning(), batches.linger(), batches.batchBytes(), true, shunts, false);
            return new SpoolCapture(client, own, config, "node", SENSOR, line -> {});
        }

        /** A capture that is ended when it has published so many of the files. */
        private void capture(int count) throws Exception {
            SpoolCapture capture = capture(false);
            CompletableFuture<Void> run = watch.run("capture", () -> {
                capture.run((packets, bytes) -> {});
                return null;
            });
            for (int i = 0; i < count; i++) {
                next();
                // What was read is committed when there is time, and the file is removed then; the last may still gain
                // something.
                long before = capture.counters().packets();
                Awaiting.until(() -> capture.counters().packets() > before, () -> "file " + fed + " is not read");
                if (shunts && i > 0) {
                    Awaiting.until(() -> named(client).size() == 2, () -> "named are " + named(client));
                }
            }
            capture.end();
            watch.await(run);
            assertThat(capture.counters().shunted().everShunted() > 0).isEqualTo(shunts);
        }
    }

    private static long sizeOfPackets(Map<String, Object> client) {
        long size = 0;
        List<TopicPartition> all = IntStream.range(0, PARTITIONS)
                .mapToObj(each -> new TopicPartition(Topics.PACKETS.name(), each))
                .toList();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(client, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (all.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                for (var record : consumer.poll(Duration.ofMillis(100))) {
                    size += record.serializedValueSize();
                }
            }
        }
        return size;
    }
}
