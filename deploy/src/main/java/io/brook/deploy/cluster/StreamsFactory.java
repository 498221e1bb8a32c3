package io.brook.deploy.cluster;

import io.brook.schemas.loss.Losses;
import io.brook.schemas.store.SnapshotStore;
import io.brook.schemas.topic.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.TopologyDescription;

/** Creates the {@link KafkaStreams} of an application. */
final class StreamsFactory {
    /** Records read ahead of their task; a batch of packets may be 64 KiB, so this is 32 MiB per partition. */
    private static final int RECORDS_AHEAD = 500;

    /**
     * How many records of saved state a process may lack and still get a task immediately: a second or two of reading. With more
     * to read it makes a copy first, while the task goes on where it is.
     */
    private static final long RECORDS_AT_ONCE = 100_000;

    /** The size of a batch to a partition; a stage's records wait for its commit anyway. */
    private static final int BATCH_BYTES = 256 * 1024;

    /** How long a thread waits for records before it checks whether something else is due, such as a commit; see {@link IdlePoll}. */
    private static final int POLL_MS = 10;

    /** How often it is checked whether such a copy is complete; the least that Kafka Streams allows. */
    private static final int COPY_CHECK_MS = 60_000;

    private StreamsFactory() {}

    /** How many tasks a topology has: each of its parts has one for each partition that it reads. */
    static int tasks(Topology topology, Map<String, Integer> partitions) {
        return topology.describe().subtopologies().stream()
                .mapToInt(part -> part.nodes().stream()
                        .filter(TopologyDescription.Source.class::isInstance)
                        .flatMap(node -> ((TopologyDescription.Source) node).topicSet().stream())
                        .mapToInt(partitions::get)
                        .max()
                        .orElse(0))
                .sum();
    }

    /**
     * @param client the settings that clients connect with
     * @param losses is told what the tasks' consumers have lost
     */
    static KafkaStreams streams(
            Application application,
            Topology topology,
            TaskConfig config,
            Replication replication,
            Map<String, Object> client,
            Losses losses) {
        StreamSettings settings = config.streams();
        Properties properties = new Properties();
        properties.putAll(client);
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, application.id(losses.names()));
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, settings.guarantee());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        properties.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                settings.commitInterval().toMillis());
        properties.put(StreamsConfig.DESERIALIZATION_EXCEPTION_HANDLER_CLASS_CONFIG, BadRecords.class);
        properties.put(
                StreamsConfig.ERRORS_DEAD_LETTER_QUEUE_TOPIC_NAME_CONFIG,
                losses.names().of(Topics.DEAD_LETTERS));
        properties.put(SnapshotStore.SAVE, settings.saved());
        properties.put(SnapshotStore.KEEP, settings.standbys() > 0);
        properties.put(StreamsConfig.POLL_MS_CONFIG, POLL_MS);
        properties.put(StreamsConfig.BUFFERED_RECORDS_PER_PARTITION_CONFIG, RECORDS_AHEAD);
        // A task reads one partition, and has none to wait for.
        properties.put(StreamsConfig.MAX_TASK_IDLE_MS_CONFIG, StreamsConfig.MAX_TASK_IDLE_MS_DISABLED);
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, (int) replication.factor());
        properties.put(StreamsConfig.topicPrefix(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG), replication.minInSync());
        properties.put(StreamsConfig.GROUP_PROTOCOL_CONFIG, settings.protocol().label());
        if (settings.protocol() == GroupProtocol.CLASSIC) {
            classic(properties, settings);
        }
        clients(properties, settings);
        if (settings.protocol() == GroupProtocol.STREAMS) {
            BrokerGroupConsumer.configure(properties, losses, settings.rest());
        }
        return new KafkaStreams(
                topology,
                properties,
                new GuardedClients(losses, settings.rest(), config.lines().slice()));
    }

    /** Settings that the broker decides with the streams protocol, and that Kafka Streams refuses then. */
    private static void classic(Properties properties, StreamSettings settings) {
        Patience patience = settings.patience();
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbys());
        properties.put(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, RECORDS_AT_ONCE);
        properties.put(StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG, COPY_CHECK_MS);
        consumer(properties, ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG, patience.session());
        consumer(properties, ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG, patience.heartbeat());
    }

    private static void clients(Properties properties, StreamSettings settings) {
        Patience patience = settings.patience();
        settings.rest().consumer().forEach((key, value) -> properties.put(StreamsConfig.consumerPrefix(key), value));
        consumer(properties, ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, patience.poll());
        // When a position is gone, GuardedClients finds another, and reports it.
        properties.put(StreamsConfig.mainConsumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "none");
        // A second request under way when the first is refused is out of sequence for the broker, which makes much of
        // it. And an aborted transaction would cost a task its state in memory.
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.MAX_IN_FLIGHT_REQUESTS_PER_CONNECTION), 1);
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.BATCH_SIZE_CONFIG), BATCH_BYTES);
        if (!settings.saved()) {
            // Nobody reads a record before it is committed, which sends all that lingers. In a cluster, what is sent
            // early shortens the commit.
            properties.put(StreamsConfig.producerPrefix(ProducerConfig.LINGER_MS_CONFIG), (int)
                    settings.commitInterval().toMillis());
        }
        properties.put(StreamsConfig.producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), (int)
                patience.transaction().toMillis());
    }

    private static void consumer(Properties properties, String key, Duration value) {
        properties.put(StreamsConfig.consumerPrefix(key), (int) value.toMillis());
    }
}
