package io.brook.notice.logger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brook.notice.LogWriteException;
import io.brook.notice.TestBroker;
import io.brook.schemas.format.LogParser;
import io.brook.schemas.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole logger on a real broker. Tests share it; each has a sensor of its own. */
class LogWriterTest {
    @TempDir
    private static Path brokerDirectory;

    private static TestBroker broker;

    @TempDir
    private Path directory;

    @BeforeAll
    static void start() {
        broker = new TestBroker(brokerDirectory);
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    @Test
    void writesTheCommittedLinesOfAllPartitionsInOrder() throws IOException {
        try (LogTraffic traffic = new LogTraffic(broker, "order")) {
            traffic.commit(() -> {
                for (int i = 9; i > 0; i--) {
                    traffic.host("order", i);
                }
            });
            traffic.abort(() -> traffic.host("order", 5));
            traffic.commit(() -> traffic.end("order"));
        }
        try (LogWriter writer = writer(true)) {
            writer.runUntilEnd(Set.of("order"));
            assertThat(writer.lines()).isEqualTo(Map.of("known_hosts", 9L));
        }
        assertThat(directory).isDirectoryContaining(Files::isDirectory).isDirectoryNotContaining(Files::isRegularFile);
        assertThat(hosts("order/known_hosts.log"))
                .containsExactly(
                        "10.0.0.1",
                        "10.0.0.2",
                        "10.0.0.3",
                        "10.0.0.4",
                        "10.0.0.5",
                        "10.0.0.6",
                        "10.0.0.7",
                        "10.0.0.8",
                        "10.0.0.9");
    }

    /** A transaction's end reaches its partitions one by one: the progress may be readable before the lines are. */
    @Test
    void waitsForLinesThatArePublishedButNotYetCommitted() throws IOException {
        try (LogTraffic lines = new LogTraffic(broker, "late lines");
                LogTraffic progress = new LogTraffic(broker, "early progress");
                LogWriter writer = writer(true)) {
            lines.begin();
            lines.host("late", 1);
            lines.flush();
            progress.commit(() -> progress.end("late"));
            CompletableFuture<Void> commit = CompletableFuture.runAsync(
                    lines::commit, CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS));
            writer.runUntilEnd(Set.of("late"));
            commit.join();
        }
        assertThat(hosts("late/known_hosts.log")).containsExactly("10.0.0.1");
    }

    @Test
    void skipsWhatIsNoRecord() throws IOException {
        try (KafkaProducer<byte[], byte[]> hostile =
                new KafkaProducer<>(broker.connection(), new ByteArraySerializer(), new ByteArraySerializer())) {
            hostile.send(new ProducerRecord<>(LogTraffic.KNOWN_HOSTS.name(), "noise".getBytes(StandardCharsets.UTF_8)));
            hostile.send(new ProducerRecord<>(LogTraffic.KNOWN_HOSTS.name(), null));
            hostile.send(new ProducerRecord<>(Topics.PROGRESS.name(), new byte[] {(byte) 0xc3, 1, 2, 3}));
        }
        try (LogTraffic traffic = new LogTraffic(broker, "noise");
                LogWriter writer = writer(false)) {
            traffic.commit(() -> {
                traffic.host("noise", 1);
                traffic.end("noise");
                traffic.host("of another sensor", 2);
            });
            writer.runUntilEnd(Set.of("noise"));
            assertThat(writer.deadLetters()).isEqualTo(3);
        }
        assertThat(hosts("known_hosts.log")).containsExactly("10.0.0.1");
    }

    @Test
    void saysWhoseLogsAreIncompleteWhenItIsClosed() {
        LogWriter writer = writer(true);
        CompletableFuture<Void> run = CompletableFuture.runAsync(() -> writer.runUntilEnd(Set.of("never")));
        writer.close();
        assertThatThrownBy(run::join)
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(LogWriteException.class)
                .hasMessageContaining("stopped before the end of [never]");
    }

    @Test
    void returnsAtOnceWhenThereIsNoSensorToWaitFor() {
        try (LogWriter writer = writer(true)) {
            writer.runUntilEnd(Set.of());
            assertThat(writer.lines()).isEmpty();
        }
    }

    private LogWriter writer(boolean perSensor) {
        return new LogWriter(broker.connection(), TestLogger.config(directory, perSensor));
    }

    private List<String> hosts(String file) throws IOException {
        return LogParser.rows(directory.resolve(file)).stream()
                .map(row -> row.split("\t")[1])
                .toList();
    }
}
