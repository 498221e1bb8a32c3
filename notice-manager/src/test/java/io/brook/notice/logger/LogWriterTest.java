package io.brook.notice.logger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.brook.notice.TestBroker;
import io.brook.schemas.log.KnownHostsLog;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.progress.Progress;
import io.brook.schemas.progress.Stage;
import io.brook.schemas.subject.SubjectKey;
import io.brook.schemas.topic.Topic;
import io.brook.schemas.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The whole logger on a real broker. Tests share it; each has a sensor of its own. */
class LogWriterTest {
    private static final long SECOND = 1_000_000_000L;
    private static final Topic KNOWN_HOSTS = Topics.log(LogStream.of(new KnownHostsLog()));

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
        try (KafkaProducer<SubjectKey, SpecificRecord> producer = broker.producer("order")) {
            producer.beginTransaction();
            for (int i = 9; i > 0; i--) {
                send(producer, "order", i);
            }
            producer.commitTransaction();
            producer.beginTransaction();
            send(producer, "order", 5);
            producer.abortTransaction();
            producer.beginTransaction();
            end(producer, "order");
            producer.commitTransaction();
        }
        try (LogWriter writer = writer(true)) {
            writer.runUntilEnd(Set.of("order"));
            assertThat(writer.lines()).isEqualTo(Map.of("known_hosts", 9L));
        }
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
        try (KafkaProducer<SubjectKey, SpecificRecord> lines = broker.producer("late lines");
                KafkaProducer<SubjectKey, SpecificRecord> progress = broker.producer("early progress");
                LogWriter writer = writer(true)) {
            lines.beginTransaction();
            send(lines, "late", 1);
            lines.flush();
            progress.beginTransaction();
            end(progress, "late");
            progress.commitTransaction();
            CompletableFuture<Void> commit = CompletableFuture.runAsync(
                    lines::commitTransaction, CompletableFuture.delayedExecutor(500, TimeUnit.MILLISECONDS));
            writer.runUntilEnd(Set.of("late"));
            commit.join();
        }
        assertThat(hosts("late/known_hosts.log")).containsExactly("10.0.0.1");
    }

    @Test
    void skipsWhatIsNoRecord() throws IOException {
        try (KafkaProducer<byte[], byte[]> hostile =
                new KafkaProducer<>(broker.connection(), new ByteArraySerializer(), new ByteArraySerializer())) {
            hostile.send(new ProducerRecord<>(KNOWN_HOSTS.name(), "noise".getBytes(StandardCharsets.UTF_8)));
            hostile.send(new ProducerRecord<>(KNOWN_HOSTS.name(), null));
            hostile.send(new ProducerRecord<>(Topics.PROGRESS.name(), new byte[] {(byte) 0xc3, 1, 2, 3}));
        }
        try (KafkaProducer<SubjectKey, SpecificRecord> producer = broker.producer("noise");
                LogWriter writer = writer(false)) {
            producer.beginTransaction();
            send(producer, "noise", 1);
            end(producer, "noise");
            producer.commitTransaction();
            writer.runUntilEnd(Set.of("noise"));
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
        return new LogWriter(broker.connection(), directory, false, perSensor);
    }

    private static void send(KafkaProducer<SubjectKey, SpecificRecord> producer, String sensor, int number) {
        String host = "10.0.0." + number;
        KnownHostsLog line = new KnownHostsLog(new LogMeta(sensor, number * SECOND), number * SECOND, host);
        producer.send(TestBroker.line(KNOWN_HOSTS, new SubjectKey(sensor, host), line));
    }

    private static void end(KafkaProducer<SubjectKey, SpecificRecord> producer, String sensor) {
        for (Stage stage : Stage.LOGGING) {
            producer.send(new ProducerRecord<>(
                    Topics.PROGRESS.name(),
                    new SubjectKey(sensor, stage.label()),
                    new Progress(sensor, stage.label(), 0, 1, 100 * SECOND, true)));
        }
    }

    private List<String> hosts(String file) throws IOException {
        return LogParser.rows(directory.resolve(file)).stream()
                .map(row -> row.split("\t")[1])
                .toList();
    }
}
