package io.brook.deploy.cluster;

import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** Settings of a process's consumers. */
public final class Consumers {
    /**
     * A consumer that closes waits for the answer to its last request, which comes when there is data or after this time, in
     * milliseconds; Kafka's default is 500.
     */
    public static final Map<String, Object> QUICK_TO_CLOSE = Map.of(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, 50);

    private Consumers() {}
}
