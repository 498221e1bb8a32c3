package io.brook.notice;

import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.SubjectPartitioning;
import io.brook.schemas.topic.Topic;
import io.brook.schemas.topic.Topics;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.RecordsToDelete;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.utils.Time;
import org.apache.kafka.metadata.storage.Formatter;
import org.apache.kafka.server.common.Feature;

/** A broker of one node, with the topics of the catalogue; a log topic has several partitions. */
public final class TestBroker implements AutoCloseable {
    private static final int LOG_PARTITIONS = 3;

    private final String address;
    private final KafkaConfig config;
    private KafkaRaftServer server;

    public TestBroker(Path directory) {
        int port = freePort();
        int controllerPort = freePort();
        while (controllerPort == port) {
            controllerPort = freePort();
        }
        address = "127.0.0.1:" + port;
        Properties settings = new Properties();
        settings.putAll(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("listeners", "PLAINTEXT://" + address + ",CONTROLLER://127.0.0.1:" + controllerPort),
                Map.entry("advertised.listeners", "PLAINTEXT://" + address),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("inter.broker.listener.name", "PLAINTEXT"),
                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
                Map.entry("log.dirs", directory.toString()),
                Map.entry("auto.create.topics.enable", "false"),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "1"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("log.cleaner.dedupe.buffer.size", "4194304")));
        format(directory.toString());
        config = new KafkaConfig(settings, false);
        start();
        makeTopics();
    }

    /** Starts again after a {@link #close}, with what it held. */
    public void start() {
        server = new KafkaRaftServer(config, Time.SYSTEM);
        server.startup();
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static void format(String directory) {
        try {
            new Formatter()
                    .setNodeId(1)
                    .setClusterId("AAAAAAAAAAAAAAAAAAAAAA")
                    .addDirectory(directory)
                    .setMetadataLogDirectory(directory)
                    .setControllerListenerName("CONTROLLER")
                    .setPrintStream(new PrintStream(OutputStream.nullOutputStream()))
                    .setSupportedFeatures(Feature.PRODUCTION_FEATURES)
                    .run();
        } catch (Exception e) {
            throw new AssertionError("cannot format " + directory, e);
        }
    }

    private void makeTopics() {
        try (Admin admin = Admin.create(connection())) {
            List<NewTopic> topics = Topics.all().stream()
                    .map(topic -> new NewTopic(topic.name(), isLog(topic) ? LOG_PARTITIONS : 1, (short) 1))
                    .toList();
            admin.createTopics(topics).all().get();
        } catch (ExecutionException e) {
            throw new AssertionError("cannot make topics", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("cannot make topics", e);
        }
    }

    private static boolean isLog(Topic topic) {
        return topic.name().startsWith(Topics.LOG_PREFIX);
    }

    /** Removes, as retention does, all that a partition holds now. */
    public void expire(Topic topic, int partition) {
        try (Admin admin = Admin.create(connection())) {
            admin.deleteRecords(Map.of(new TopicPartition(topic.name(), partition), RecordsToDelete.beforeOffset(-1)))
                    .all()
                    .get();
        } catch (ExecutionException e) {
            throw new AssertionError("cannot remove records", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("cannot remove records", e);
        }
    }

    /** Commits what a producer has sent to a topic, and returns when whoever reads committed records can read it. */
    public void commit(KafkaProducer<?, ?> producer, Topic topic) {
        producer.commitTransaction();
        // The coordinator has decided, and tells the partitions in its own time.
        try (Admin admin = Admin.create(connection())) {
            while (!ends(admin, topic, IsolationLevel.READ_COMMITTED)
                    .equals(ends(admin, topic, IsolationLevel.READ_UNCOMMITTED))) {
                Thread.onSpinWait();
            }
        } catch (ExecutionException e) {
            throw new AssertionError("cannot tell the ends of " + topic.name(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new AssertionError("cannot tell the ends of " + topic.name(), e);
        }
    }

    private static Map<Integer, Long> ends(Admin admin, Topic topic, IsolationLevel level)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> asked = new HashMap<>();
        for (int partition = 0; partition < (isLog(topic) ? LOG_PARTITIONS : 1); partition++) {
            asked.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
        }
        Map<Integer, Long> ends = new HashMap<>();
        admin.listOffsets(asked, new ListOffsetsOptions(level))
                .all()
                .get()
                .forEach((partition, end) -> ends.put(partition.partition(), end.offset()));
        return ends;
    }

    /** What a client needs to connect. */
    public Map<String, Object> connection() {
        return Map.of("bootstrap.servers", address);
    }

    /** A producer that is ready to begin transactions. */
    public KafkaProducer<SubjectKey, SpecificRecord> producer(String transactionalId) {
        KafkaProducer<SubjectKey, SpecificRecord> producer = new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        address,
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        transactionalId),
                RecordSerde.of(SubjectKey.class).serializer(),
                RecordSerde.of(SpecificRecord.class).serializer());
        producer.initTransactions();
        return producer;
    }

    /** A record for a log topic, in the partition of its subject. */
    public static ProducerRecord<SubjectKey, SpecificRecord> line(Topic topic, SubjectKey key, SpecificRecord line) {
        return new ProducerRecord<>(topic.name(), SubjectPartitioning.partition(key, LOG_PARTITIONS), key, line);
    }

    /** The partition of a log topic in which a subject's lines are. */
    public static int partition(SubjectKey key) {
        return SubjectPartitioning.partition(key, LOG_PARTITIONS);
    }

    /** The values of all records of a topic that are committed by now. */
    public List<byte[]> committed(String topic) {
        return records(topic).stream().map(ConsumerRecord::value).toList();
    }

    /** All records of a topic that are committed by now. */
    public List<ConsumerRecord<byte[], byte[]>> records(String topic) {
        Map<String, Object> settings = new HashMap<>(connection());
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        List<ConsumerRecord<byte[], byte[]>> records = new ArrayList<>();
        try (KafkaConsumer<byte[], byte[]> consumer =
                new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> all = consumer.partitionsFor(topic).stream()
                    .map(each -> new TopicPartition(topic, each.partition()))
                    .toList();
            consumer.assign(all);
            consumer.seekToBeginning(all);
            Map<TopicPartition, Long> ends = consumer.endOffsets(all);
            while (all.stream().anyMatch(each -> consumer.position(each) < ends.get(each))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
        }
        return records;
    }

    /** The text of a record's header. */
    public static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), StandardCharsets.UTF_8);
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
