package io.brook.notice;

import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.subject.SubjectKey;
import io.brook.schemas.topic.SubjectPartitioning;
import io.brook.schemas.topic.Topic;
import io.brook.schemas.topic.Topics;
import java.io.IOException;
import java.io.OutputStream;
import java.io.PrintStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.concurrent.ExecutionException;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
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

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }
}
