package io.brook.notice.logger;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.brook.notice.LogWriteException;
import io.brook.notice.TestBroker;
import io.brook.notice.checkpoint.Checkpoint;
import io.brook.notice.disk.Disk;
import io.brook.schemas.format.LogStyle;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.NoticeLog;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.serde.DeadLetterHeaders;
import io.brook.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.locks.LockSupport;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The logger as a node that runs on: what appears is written, and whatever ends it, the next one goes on. */
class LoggerNodeTest {
    private static final String CHECKPOINT = ".brook-logger.avro";

    @TempDir
    private Path brokerDirectory;

    @TempDir
    private Path root;

    private TestBroker broker;
    private Path directory;

    @BeforeEach
    void start() {
        broker = new TestBroker(brokerDirectory);
        directory = root.resolve("logs");
    }

    @AfterEach
    void stop() {
        broker.close();
    }

    @Test
    void writesEverySensorThatAppearsAndGoesOnAfterItWasClosed() throws Exception {
        try (LogTraffic traffic = new LogTraffic(broker, "appears")) {
            try (Node node = new Node(directory, false)) {
                traffic.lines("a", 0, 40);
                node.await("known_hosts", 40);
                traffic.lines("b", 0, 60);
                traffic.lines("a", 40, 60);
                node.await("known_hosts", 120);
            }
            assertThat(Files.readAllLines(log())).last().asString().startsWith("#close");
            try (Node node = new Node(directory, false)) {
                traffic.commit(() -> traffic.end("a"));
                traffic.lines("b", 60, 80);
                node.await("known_hosts", 140);
            }
        }
        List<String> lines = Files.readAllLines(log());
        assertThat(lines).filteredOn(line -> line.startsWith("#close")).hasSize(1);
        assertThat(lines).last().asString().isEqualTo("#close\t1970-01-01-00-01-19");
        assertThat(lines)
                .filteredOn(line -> !line.startsWith("#"))
                .hasSize(140)
                // What was written before the second sensor appeared is not waited for.
                .satisfies(all -> assertThat(all.subList(40, 140))
                        .isSortedAccordingTo(Comparator.comparingDouble(LoggerNodeTest::time)));
    }

    @Test
    void writesTheSameFilesWhenItsProcessIsKilled() throws Exception {
        try (LogTraffic traffic = new LogTraffic(broker, "killed")) {
            for (int kill = 0; kill < 3; kill++) {
                long size = size("a") + size("b");
                traffic.lines("a", kill * 200, kill * 200 + 100);
                traffic.lines("b", kill * 200, kill * 200 + 100);
                Process process = LoggerProcess.start(broker.connection(), directory);
                try {
                    await(() -> size("a") + size("b") > size);
                    traffic.lines("a", kill * 200 + 100, kill * 200 + 200);
                    traffic.lines("b", kill * 200 + 100, kill * 200 + 200);
                } finally {
                    process.destroyForcibly().waitFor();
                }
                assertThat(process.exitValue()).as("killed by signal 9").isEqualTo(128 + 9);
            }
            traffic.commit(() -> traffic.end("a"));
            traffic.commit(() -> traffic.end("b"));
        }
        Path undisturbed = root.resolve("undisturbed");
        for (Path each : List.of(directory, undisturbed)) {
            try (Node node = new Node(each, true)) {
                node.await("known_hosts", 1200);
                await(() -> complete(each.resolve("a/known_hosts.log")) && complete(each.resolve("b/known_hosts.log")));
                assertThat(node.writer.lines()).isEqualTo(Map.of("known_hosts", 1200L, "known_services", 400L));
            }
        }
        for (String log : List.of("a/known_hosts.log", "a/known_services.log", "b/known_hosts.log")) {
            assertThat(directory.resolve(log)).hasSameBinaryContentAs(undisturbed.resolve(log));
        }
    }

    @Test
    void waitsNoLongerForASensorThatStandsStillThanItIsTold() throws Exception {
        List<String> said = new CopyOnWriteArrayList<>();
        // On a busy machine the other sensor stands still for a while, too.
        Consumer<String> sayOfStill = line -> {
            if (line.matches(".*sensor still\\b.*")) {
                said.add(line);
            }
        };
        LoggerConfig impatient = new LoggerConfig(directory, LogStyle.TSV, false, Duration.ofSeconds(2), sayOfStill);
        try (LogTraffic traffic = new LogTraffic(broker, "still");
                Node node = new Node(impatient)) {
            traffic.lines("still", 0, 20);
            node.await("known_hosts", 20);
            int time = 20;
            while (said.size() < 2) {
                traffic.lines("moves", time, time + 20);
                time += 20;
                LockSupport.parkNanos(20_000_000);
            }
            node.await("known_hosts", time);
            assertThat(said.get(0))
                    .startsWith("waiting for sensor still, which has stood still for ")
                    .endsWith("(no news from its capture)");
            assertThat(said.get(1)).startsWith("sensor still has stood still for ");
            assertThat(node.writer.lateLines()).isZero();
            traffic.lines("still", 20, 40);
            await(() -> node.writer.lateLines() > 0);
            traffic.commit(() -> traffic.end("still"));
            traffic.commit(() -> traffic.end("moves"));
            node.await("known_hosts", time + 20);
            assertThat(said).hasSize(3).last().asString().startsWith("sensor still moves again after ");
            assertThat(node.writer.lateLines()).isBetween(20L, 40L);
        }
    }

    @Test
    void goesOnWhenTheBrokerHasBeenAway() throws Exception {
        try (Node node = new Node(directory, false)) {
            try (LogTraffic traffic = new LogTraffic(broker, "before")) {
                traffic.lines("a", 0, 40);
            }
            node.await("known_hosts", 40);
            broker.close();
            broker.start();
            try (LogTraffic traffic = new LogTraffic(broker, "after")) {
                traffic.lines("a", 40, 80);
            }
            node.await("known_hosts", 80);
        }
        assertThat(Files.readAllLines(log()))
                .filteredOn(line -> !line.startsWith("#"))
                .hasSize(80);
    }

    @Test
    void sendsWhatIsNoLineToTheDeadLettersOnce() throws Exception {
        try (LogTraffic traffic = new LogTraffic(broker, "dead")) {
            try (Node node = new Node(directory, true)) {
                traffic.lines("ended", 0, 20);
                traffic.commit(() -> traffic.end("ended"));
                await(() -> complete(directory.resolve("ended/known_hosts.log")));
                traffic.commit(() -> traffic.host("ended", 30));
                traffic.commit(() -> traffic.host("../up", 1));
                sendNoise();
                await(() -> node.writer.deadLetters() == 5);
                traffic.lines("a", 0, 20);
                node.await("known_hosts", 40);
            }
            try (Node node = new Node(directory, true)) {
                traffic.lines("a", 20, 40);
                node.await("known_hosts", 60);
                assertThat(node.writer.deadLetters()).isEqualTo(5);
            }
        }
        List<ConsumerRecord<byte[], byte[]>> letters = broker.records(Topics.DEAD_LETTERS.name());
        assertThat(letters).hasSize(5);
        assertThat(letters)
                .extracting(letter -> TestBroker.header(letter, DeadLetterHeaders.MESSAGE))
                .containsExactlyInAnyOrder(
                        "sensor ended has ended before this line",
                        "sensor ../up: cannot be the name of a folder; choose another name",
                        "topic log.known_hosts: not in Avro single-object encoding",
                        "topic log.known_hosts: not a line of this log",
                        "topic progress: not in Avro single-object encoding");
        assertThat(letters)
                .filteredOn(letter -> letter.key() != null && letter.value() != null)
                .filteredOn(letter -> "noise".equals(new String(letter.value(), UTF_8)))
                .singleElement()
                .satisfies(letter -> {
                    assertThat(letter.key()).asString(UTF_8).isEqualTo("key");
                    assertThat(letter.timestamp()).isEqualTo(1_700_000_000_000L);
                    assertThat(TestBroker.header(letter, "own")).isEqualTo("header");
                    assertThat(TestBroker.header(letter, DeadLetterHeaders.TOPIC))
                            .isEqualTo("log.known_hosts");
                    assertThat(TestBroker.header(letter, DeadLetterHeaders.PARTITION))
                            .isEqualTo("1");
                    assertThat(TestBroker.header(letter, DeadLetterHeaders.OFFSET))
                            .matches("\\d+");
                    assertThat(TestBroker.header(letter, DeadLetterHeaders.EXCEPTION))
                            .isEqualTo(SerializationException.class.getName());
                });
    }

    private void sendNoise() {
        try (KafkaProducer<byte[], byte[]> hostile =
                new KafkaProducer<>(broker.connection(), new ByteArraySerializer(), new ByteArraySerializer())) {
            ProducerRecord<byte[], byte[]> noise = new ProducerRecord<>(
                    LogTraffic.KNOWN_HOSTS.name(),
                    1,
                    1_700_000_000_000L,
                    "key".getBytes(UTF_8),
                    "noise".getBytes(UTF_8));
            noise.headers().add("own", "header".getBytes(UTF_8));
            hostile.send(noise);
            hostile.send(new ProducerRecord<>(LogTraffic.KNOWN_HOSTS.name(), null));
            hostile.send(new ProducerRecord<>(Topics.PROGRESS.name(), "noise".getBytes(UTF_8)));
        }
    }

    @Test
    void writesANoticeThatIsOnlyATestThoughItIsOfNoSensor() throws Exception {
        try (KafkaProducer<SubjectKey, SpecificRecord> producer = broker.producer("test");
                Node node = new Node(directory, false)) {
            NoticeLog notice = NoticeLog.newBuilder()
                    .setMeta(new LogMeta("", 7L))
                    .setTs(7)
                    .setNote("A::B")
                    .build();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("log.notice", new SubjectKey("", "x"), notice));
            producer.commitTransaction();
            await(() -> node.writer.deadLetters() == 1);
            producer.beginTransaction();
            NoticeLog test = NoticeLog.newBuilder(notice).setTest(true).build();
            producer.send(new ProducerRecord<>("log.notice", new SubjectKey("", "x"), test));
            producer.commitTransaction();
            node.await("notice", 1);
        }
    }

    @Test
    void goesOnWithoutLossAfterTheDiskWasFull() throws Exception {
        Path full = Path.of("/dev/full");
        assumeThat(full).as("a device that is always full").exists();
        Path saved = root.resolve("saved");
        try (LogTraffic traffic = new LogTraffic(broker, "full")) {
            List<String> said = new CopyOnWriteArrayList<>();
            try (Node node = new Node(TestLogger.config(directory, false, false, said::add))) {
                traffic.lines("a", 0, 20);
                node.await("known_hosts", 20);
                await(() -> Files.exists(directory.resolve(CHECKPOINT)));
                Files.move(log(), saved);
                Files.createSymbolicLink(log(), full);
                traffic.lines("a", 20, 40);
                String trouble = "cannot write " + log()
                        + ": No space left on device; the logger waits for room, and loses nothing";
                await(() -> said.contains(trouble));
                Files.move(saved, log(), StandardCopyOption.REPLACE_EXISTING);
                node.await("known_hosts", 40);
                await(() -> said.contains("there is room in " + directory + " again; the logger goes on"));
                assertThat(said).containsOnlyOnce(trouble);
            }
        }
        assertThat(Files.readAllLines(log()))
                .filteredOn(line -> !line.startsWith("#"))
                .hasSize(40)
                .doesNotHaveDuplicates();
    }

    @Test
    void saysWhyItCannotGoOn() throws Exception {
        try (LogTraffic traffic = new LogTraffic(broker, "refused");
                Node node = new Node(directory, false)) {
            traffic.lines("a", 0, 20);
            node.await("known_hosts", 20);
            assertThatThrownBy(() -> run(directory, false))
                    .hasMessageContaining("another logger writes to " + directory);
        }
        assertThatThrownBy(() -> run(directory, true))
                .hasMessageContaining("begun in another format, with other columns");
        byte[] lines = Files.readAllBytes(log());
        Files.writeString(directory.resolve(CHECKPOINT), "Obj");
        assertThatThrownBy(() -> run(directory, false))
                .hasMessageContaining("cannot read " + directory.resolve(CHECKPOINT))
                .hasMessageContaining("remove .brook-logger.avro to write all files anew");
        assertThatThrownBy(() -> run(log(), false))
                .hasMessageContaining("cannot write to " + log() + ": There is a file of that name");
        assertThat(Files.readAllBytes(log())).isEqualTo(lines);
    }

    private void run(Path to, boolean json) {
        try (LogWriter writer = new LogWriter(broker.connection(), TestLogger.config(to, json, false))) {
            assertThatThrownBy(writer::run)
                    .isInstanceOf(LogWriteException.class)
                    .hasMessageNotContaining("\n")
                    .satisfies(failure -> {
                        throw failure;
                    });
        }
    }

    @Test
    void beginsAnewWhenTheCheckpointIsOfAnotherCluster() throws Exception {
        try (LogTraffic traffic = new LogTraffic(broker, "anew");
                Node node = new Node(directory, false)) {
            traffic.lines("a", 0, 20);
            node.await("known_hosts", 20);
        }
        try (CheckpointFile file = new CheckpointFile(directory, new Disk())) {
            Checkpoint checkpoint = file.read().orElseThrow();
            checkpoint.setCluster("another");
            file.write(checkpoint);
        }
        Files.writeString(log(), "old");
        try (Node node = new Node(directory, false)) {
            node.await("known_hosts", 20);
        }
        assertThat(Files.readAllLines(log()))
                .startsWith("#separator \\x09")
                .filteredOn(line -> !line.startsWith("#"))
                .hasSize(20);
    }

    private static double time(String line) {
        return Double.parseDouble(line.substring(0, line.indexOf('\t')));
    }

    private Path log() {
        return directory.resolve("known_hosts.log");
    }

    private long size(String sensor) {
        return directory.resolve(sensor).resolve("known_hosts.log").toFile().length();
    }

    private static boolean complete(Path log) throws IOException {
        return Files.exists(log) && Files.readString(log).contains("#close");
    }

    @FunctionalInterface
    private interface Condition {
        boolean holds() throws IOException;
    }

    private static void await(Condition condition) throws IOException {
        long deadline = System.nanoTime() + Duration.ofMinutes(3).toNanos();
        while (!condition.holds()) {
            assertThat(System.nanoTime()).isLessThan(deadline);
            LockSupport.parkNanos(5_000_000);
        }
    }

    /** A logger that runs on in a thread, until it is closed. */
    private final class Node implements AutoCloseable {
        private final LogWriter writer;
        private final CompletableFuture<Void> run;

        Node(Path directory, boolean perSensor) {
            this(TestLogger.config(directory, perSensor));
        }

        Node(LoggerConfig config) {
            writer = new LogWriter(broker.connection(), config);
            run = CompletableFuture.runAsync(writer::run);
        }

        void await(String log, long lines) throws IOException {
            LoggerNodeTest.await(() -> {
                assertThat(run).isNotCompletedExceptionally();
                return writer.lines().getOrDefault(log, 0L) >= lines;
            });
        }

        @Override
        public void close() {
            writer.close();
            run.exceptionally(failed -> null).join();
        }
    }
}
