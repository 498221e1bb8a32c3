package io.brook.deploy.cluster;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** How a process waits while there is nothing to do. No record comes later for it: brokers answer as soon as they have one. */
public enum Rest {
    /**
     * For a process that ends by itself, and soon: a consumer that closes waits for the answer to its last request, and a thread
     * that ends for its last poll. Waking up all the time costs some percent of a core.
     */
    LIGHT(Duration.ofMillis(50), Duration.ofMillis(10)),

    /** For a process that runs for days: asleep until there is something to do. */
    SOUND(Duration.ofSeconds(1), Duration.ofSeconds(2));

    private final Duration answer;
    private final Duration poll;

    Rest(Duration answer, Duration poll) {
        this.answer = answer;
        this.poll = poll;
    }

    /** Settings of the consumers: how long a broker that has no records waits for some before it says so. */
    public Map<String, Object> consumer() {
        return Map.of(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, (int) answer.toMillis());
    }

    /** How long a thread that has had no records for some time waits for some. */
    Duration poll() {
        return poll;
    }
}
