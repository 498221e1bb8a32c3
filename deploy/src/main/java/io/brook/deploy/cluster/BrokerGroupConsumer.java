package io.brook.deploy.cluster;

import io.brook.schemas.loss.LossGuard;
import io.brook.schemas.loss.Losses;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.internals.AsyncKafkaConsumer;
import org.apache.kafka.clients.consumer.internals.StreamsRebalanceData;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.internals.ConsumerWrapper;

/**
 * Does what {@link GuardedClients} does, where brokers assign the tasks: there Kafka Streams creates the consumer itself, and can be
 * intercepted only by this class, which extends an internal one. The version of Kafka is pinned.
 */
public final class BrokerGroupConsumer extends ConsumerWrapper {
    private static final String LOSSES = "brook.losses";
    private static final String REST = "brook.rest";

    private Losses losses;
    private IdlePoll idle;

    /** Makes Kafka Streams use it. */
    static void configure(Properties properties, Losses losses, Rest rest) {
        properties.put(StreamsConfig.InternalConfig.INTERNAL_CONSUMER_WRAPPER, BrokerGroupConsumer.class);
        properties.put(StreamsConfig.consumerPrefix(LOSSES), losses);
        properties.put(StreamsConfig.consumerPrefix(REST), rest);
    }

    @Override
    public void wrapConsumer(
            AsyncKafkaConsumer<byte[], byte[]> consumer,
            Map<String, Object> config,
            Optional<StreamsRebalanceData> rebalance) {
        super.wrapConsumer(consumer, config, rebalance);
        losses = (Losses) config.get(LOSSES);
        idle = new IdlePoll((Rest) config.get(REST));
    }

    @Override
    public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
        return idle.got(LossGuard.poll(delegate, idle.timeout(timeout), losses::notice));
    }
}
