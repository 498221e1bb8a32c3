package io.brook.deploy.embedded;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.brook.capture.CaptureConfig;
import io.brook.deploy.LayeredTraffic;
import io.brook.deploy.Samples;
import io.brook.deploy.cluster.BadRecords;
import io.brook.deploy.cluster.Replication;
import io.brook.deploy.cluster.TopicPlan;
import io.brook.deploy.cluster.TopicSetup;
import io.brook.schemas.flow.FlowPartitioning;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.testing.RealTrace;
import io.brook.schemas.topic.Topic;
import io.brook.schemas.topic.Topics;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.slf4j.LoggerFactory;

/** What the pipeline promises on any broker. */
abstract class PipelineContract {
    private static Map<String, String> expected;
    private static Map<String, String> expectedOfRealTraces;
    private static Map<String, String> expectedWhereTheClockGoesBack;
    private static Map<String, String> expectedOfLayers;

    /**
     * Connections inside Teredo that go out by a server and come back by a relay: their two halves travel between different
     * hosts, and so apart. See docs/fidelity.md.
     */
    private static final Set<String> WANDERING =
            Set.of("tunnels__Teredo.pcap", "tunnels__teredo_bubble_with_payload.pcap");

    @TempDir
    private Path directory;

    /** What clients need to connect to the broker. */
    abstract Map<String, Object> client();

    /** Every run starts with an empty broker. */
    @BeforeEach
    void deleteTopics() throws Exception {
        try (Admin admin = Admin.create(client())) {
            admin.deleteTopics(admin.listTopics().names().get()).all().get();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "1, 1, HOST_PAIR, 100, 65536, false",
        "3, 2, HOST_PAIR, 100, 65536, true",
        "8, 3, HOST_PAIR, 100, 65536, false",
        "2, 2, FLOW, 1, 2048, true",
        "5, 2, SUBNET, 5000, 524288, true"
    })
    void writesTheSameLogsHoweverTheTrafficIsSplitAndBatched(
            int partitions, int threads, FlowPartitioning partitioning, int linger, int batchBytes, boolean trim)
            throws Exception {
        CaptureConfig capture =
                new CaptureConfig(partitioning, Duration.ofMillis(linger), batchBytes, trim, false, false);
        Map<String, String> logs = run(partitions, threads, capture, sensor("office.pcap", Samples.OFFICE));
        assertThat(logs.keySet())
                .contains(
                        "office.pcap/conn.log",
                        "office.pcap/known_hosts.log",
                        "office.pcap/known_services.log",
                        "office.pcap/notice.log");
        if (expected == null) {
            expected = logs;
        }
        assertThat(logs).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"1, HOST_PAIR, 10, 65536, false", "2, HOST_PAIR, 1000, 65536, true", "16, HOST_PAIR, 1000, 1, true"})
    void writesTheSameLogsOfRealTraces(
            int partitions, FlowPartitioning partitioning, int linger, int batchBytes, boolean trim) throws Exception {
        Sensor[] sensors = RealTrace.all().stream()
                .filter(trace -> !WANDERING.contains(trace.name()))
                .map(trace -> sensor(trace.name(), trace.file()))
                .toArray(Sensor[]::new);
        CaptureConfig capture =
                new CaptureConfig(partitioning, Duration.ofMillis(linger), batchBytes, trim, false, false);
        Map<String, String> logs = run(partitions, 2, capture, sensors);
        if (expectedOfRealTraces == null) {
            expectedOfRealTraces = logs;
        }
        assertThat(logs.keySet()).isEqualTo(expectedOfRealTraces.keySet());
        expectedOfRealTraces.forEach(
                (file, text) -> assertThat(logs.get(file)).as(file).isEqualTo(text));
    }

    /** A capture that goes on for a minute, the same once more, and two parts of it packet by packet. */
    @ParameterizedTest
    @CsvSource({"1, 10, 65536", "3, 0, 1", "8, 1000, 65536"})
    void writesTheSameLogsWhereTheClockGoesBack(int partitions, int linger, int batchBytes) throws Exception {
        CaptureConfig capture = new CaptureConfig(
                FlowPartitioning.HOST_PAIR, Duration.ofMillis(linger), batchBytes, true, false, false);
        Path trace = Files.write(directory.resolve("back.pcap"), ClockTraces.goingBack());
        Map<String, String> logs = run(partitions, 2, capture, sensor("back", trace));
        List<String> uids = logs.get("back/conn.log")
                .lines()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.split("\t")[1])
                .toList();
        assertThat(uids).hasSizeGreaterThan(500).doesNotHaveDuplicates();
        if (expectedWhereTheClockGoesBack == null) {
            expectedWhereTheClockGoesBack = logs;
        }
        assertThat(logs).isEqualTo(expectedWhereTheClockGoesBack);
    }

    @ParameterizedTest
    @CsvSource({
        "1, HOST_PAIR, 10, 65536",
        "2, HOST_PAIR, 0, 1",
        "2, HOST_PAIR, 1000, 65536",
        "16, HOST_PAIR, 100, 2048",
        "16, HOST_PAIR, 1000, 1",
        "16, FLOW, 10, 65536"
    })
    void writesTheSameLogsOfPacketsInPackets(int partitions, FlowPartitioning partitioning, int linger, int batchBytes)
            throws Exception {
        Path trace = directory.resolve("layers.pcap");
        Files.write(trace, new LayeredTraffic().rounds(60));
        CaptureConfig capture =
                new CaptureConfig(partitioning, Duration.ofMillis(linger), batchBytes, true, false, false);
        Map<String, String> logs = run(partitions, 2, capture, sensor("layers.pcap", trace));
        assertThat(logs.get("layers.pcap/conn.log")).contains("unknown_transport", "\tvxlan\t", "10.9.0.");
        assertThat(logs.get("layers.pcap/weird.log"))
                .contains(
                        "fragment_protocol_inconsistency",
                        "exceeded_tunnel_max_depth_in_tunnel",
                        "truncated_inner_IP",
                        "truncated_header",
                        "DNS_truncated_len_lt_hdr_len");
        if (expectedOfLayers == null) {
            expectedOfLayers = logs;
        }
        assertThat(logs).isEqualTo(expectedOfLayers);
    }

    @Test
    void keepsSensorsApart() throws Exception {
        Path early = Files.copy(Samples.OFFICE, directory.resolve("early.pcap"));
        Sensor[] sensors = {sensor("office.pcap", Samples.OFFICE), sensor("early.pcap", early)};
        Map<String, String> together = run(3, 2, CaptureConfig.DEFAULT, sensors);
        deleteTopics();
        Map<String, String> alone = run(3, 2, CaptureConfig.DEFAULT, sensors[0]);
        assertThat(together).hasSize(2 * alone.size()).containsAllEntriesOf(alone);
        assertThat(withoutUid(together, "early.pcap")).isEqualTo(withoutUid(alone, "office.pcap"));
    }

    @Test
    void takesSeveralTracesOfOneSensorForOneStream() throws Exception {
        Path[] halves = halves();
        Map<String, String> whole = run(2, 2, CaptureConfig.DEFAULT, sensor("office", Samples.OFFICE));
        deleteTopics();
        assertThat(run(2, 2, CaptureConfig.DEFAULT, sensor("office", halves))).isEqualTo(whole);
    }

    @Test
    @Timeout(300)
    void putsAsideWhatNobodyCanReadAndGoesOn() throws Exception {
        Map<String, String> undisturbed = run(2, 2, CaptureConfig.DEFAULT, sensor("office.pcap", Samples.OFFICE));
        deleteTopics();
        try (Admin admin = Admin.create(client())) {
            TopicSetup.ensure(admin, TopicPlan.keepingAll(2), Replication.over(1));
        }
        byte[] noRecord = {1, 2, 3};
        byte[] key = RecordSerde.of(SubjectKey.class).serializer().serialize("", new SubjectKey("s", "subject"));
        byte[] misplaced = RecordSerde.of(SubjectKey.class).serializer().serialize("", new SubjectKey("s", "value"));
        List<Topic> read = List.of(Topics.PACKETS, Topics.EVIDENCE, Topics.OBSERVATIONS, Topics.NOTICES);
        try (Producer<byte[], byte[]> producer =
                new KafkaProducer<>(client(), new ByteArraySerializer(), new ByteArraySerializer())) {
            for (Topic topic : read) {
                producer.send(new ProducerRecord<>(topic.name(), 1, key, noRecord));
                producer.send(new ProducerRecord<>(topic.name(), 1, key, null));
            }
            producer.send(new ProducerRecord<>(Topics.EVIDENCE.name(), 1, null, noRecord));
            producer.send(new ProducerRecord<>(Topics.OBSERVATIONS.name(), 0, key, misplaced));
        }
        ListAppender<ILoggingEvent> said = new ListAppender<>();
        said.start();
        ((Logger) LoggerFactory.getLogger(BadRecords.class)).addAppender(said);
        assertThat(run(2, 2, CaptureConfig.DEFAULT, sensor("office.pcap", Samples.OFFICE)))
                .isEqualTo(undisturbed);
        assertThat(said.list)
                .extracting(ILoggingEvent::getFormattedMessage)
                .isNotEmpty()
                .hasSizeLessThan(2 * read.size() + 2)
                .allMatch(line -> line.matches("(packets|evidence|observations|notices)-[01] offset \\d+ goes to"
                        + " dead-letters: topic .*"));
        assertThat(deadLetters()).hasSize(2 * read.size() + 2).allMatch(reason -> reason.startsWith("topic "));
    }

    /** What each dead letter says of itself. */
    private List<String> deadLetters() {
        Map<String, Object> settings = new HashMap<>(client());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        List<String> reasons = new ArrayList<>();
        TopicPartition letters = new TopicPartition(Topics.DEAD_LETTERS.name(), 0);
        try (Consumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            consumer.assign(List.of(letters));
            consumer.seekToBeginning(List.of(letters));
            long end = consumer.endOffsets(List.of(letters)).get(letters);
            while (consumer.position(letters) < end) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(letter -> reasons.add(new String(
                                letter.headers()
                                        .lastHeader("__streams.errors.message")
                                        .value(),
                                StandardCharsets.UTF_8)));
            }
        }
        return reasons;
    }

    private Map<String, String> run(int partitions, int threads, CaptureConfig capture, Sensor... sensors)
            throws Exception {
        return PipelineRun.logs(directory, client(), partitions, threads, capture, List.of(sensors));
    }

    private static Sensor sensor(String name, Path... traces) {
        return new Sensor(name, List.of(traces));
    }

    /** A connection's identifier is made of the sensor's name, too; lines of the same time are sorted by it. */
    private static List<String> withoutUid(Map<String, String> logs, String sensor) {
        return logs.get(sensor + "/conn.log")
                .lines()
                .map(line -> line.replaceFirst("\tC\\w+", ""))
                .sorted()
                .collect(Collectors.toList());
    }

    /** The sample trace in two files, cut between two packets in the middle of a connection. */
    private Path[] halves() throws IOException {
        byte[] trace = Files.readAllBytes(Samples.OFFICE);
        int at = 24;
        for (int packet = 0; packet < 100; packet++) {
            at += 16 + (trace[at + 8] & 0xff | (trace[at + 9] & 0xff) << 8);
        }
        byte[] second = new byte[24 + trace.length - at];
        System.arraycopy(trace, 0, second, 0, 24);
        System.arraycopy(trace, at, second, 24, trace.length - at);
        return new Path[] {
            Files.write(directory.resolve("1.pcap"), Arrays.copyOf(trace, at)),
            Files.write(directory.resolve("2.pcap"), second)
        };
    }
}
