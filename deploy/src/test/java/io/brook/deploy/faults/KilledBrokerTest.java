package io.brook.deploy.faults;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.deploy.FreePorts;
import io.brook.deploy.cli.BrookCommand;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.CleanupMode;
import org.junit.jupiter.api.io.TempDir;

/** A cluster's only broker is killed with transactions open, and started again. */
@Tag("faults")
@Timeout(600)
class KilledBrokerTest {
    private static final int ROUNDS = 5;
    private static final int PRODUCERS = 20;
    private static final int PARTITIONS = 20;
    private static final String TOPIC = "lines";
    private static final int TRANSACTION_MS = 1_000;
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    @TempDir(cleanup = CleanupMode.ON_SUCCESS)
    private Path directory;

    private final int port = FreePorts.next();

    /** A transaction that nobody ends any more would hold up whoever reads committed records, for ever. */
    @Test
    void noTransactionStaysOpen() throws Exception {
        ChildProcess broker = start(0);
        try (Admin admin = Admin.create(client())) {
            admin.createTopics(List.of(new NewTopic(TOPIC, PARTITIONS, (short) 1)))
                    .all()
                    .get();
            for (int round = 1; round <= ROUNDS; round++) {
                for (int i = 0; i < PRODUCERS; i++) {
                    leaveOpen("producer-" + i);
                }
                broker.kill();
                broker = start(round);
                ChildProcess.until(PATIENCE, () -> open(admin).isEmpty());
                assertThat(open(admin))
                        .as("partitions with an open transaction, round %d", round)
                        .isEmpty();
            }
        } finally {
            broker.close();
        }
    }

    private ChildProcess start(int round) throws Exception {
        return ChildProcess.start(
                        "broker",
                        directory.resolve("broker-" + round + ".txt"),
                        BrookCommand.class,
                        List.of(
                                "broker",
                                "--data-dir",
                                directory.resolve("data").toString(),
                                "--port",
                                "" + port))
                .await("broker is ready");
    }

    private Map<String, Object> client() {
        return Map.of(ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, "127.0.0.1:" + port);
    }

    private KafkaProducer<byte[], byte[]> producer(String id) {
        return new KafkaProducer<>(
                Map.of(
                        ProducerConfig.BOOTSTRAP_SERVERS_CONFIG,
                        "127.0.0.1:" + port,
                        ProducerConfig.TRANSACTIONAL_ID_CONFIG,
                        id,
                        ProducerConfig.MAX_BLOCK_MS_CONFIG,
                        PATIENCE.toMillis(),
                        // Over before the broker is back, which then ends it as one of its first acts.
                        ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
                        TRANSACTION_MS),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** A record in each partition, of a transaction that is not ended. */
    private void leaveOpen(String id) {
        KafkaProducer<byte[], byte[]> producer = producer(id);
        producer.initTransactions();
        producer.beginTransaction();
        for (int partition = 0; partition < PARTITIONS; partition++) {
            producer.send(new ProducerRecord<>(TOPIC, partition, null, new byte[] {1}));
        }
        producer.flush();
        // Without a word to the broker, as when it is killed, too.
        producer.close(Duration.ZERO);
    }

    /** The partitions whose committed records end before their records do. */
    private static Set<TopicPartition> open(Admin admin) {
        Map<TopicPartition, Long> all = ends(admin, IsolationLevel.READ_UNCOMMITTED);
        Map<TopicPartition, Long> committed = ends(admin, IsolationLevel.READ_COMMITTED);
        return all.keySet().stream()
                .filter(each -> committed.get(each) < all.get(each))
                .collect(Collectors.toSet());
    }

    private static Map<TopicPartition, Long> ends(Admin admin, IsolationLevel level) {
        Map<TopicPartition, OffsetSpec> asked = IntStream.range(0, PARTITIONS)
                .mapToObj(i -> new TopicPartition(TOPIC, i))
                .collect(Collectors.toMap(each -> each, each -> OffsetSpec.latest()));
        try {
            return admin.listOffsets(asked, new ListOffsetsOptions(level)).all().get().entrySet().stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, each -> each.getValue().offset()));
        } catch (ExecutionException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
