package io.brook.deploy.cluster;

import java.time.Duration;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecords;

/**
 * How long the consumer of a stream thread waits for records. A thread that has had some lately wants to commit soon, or to look at
 * its clocks, and Kafka Streams does both only between two polls. One that has had none for some time can sleep.
 */
final class IdlePoll {
    /** Longer than commits are apart, and than what somebody waits for is put off. */
    private static final long AWAKE_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final Duration rest;
    private long latest = System.nanoTime();

    IdlePoll(Rest rest) {
        this.rest = rest.poll();
    }

    /** @param wanted how long Kafka Streams would wait; not at all while tasks change hands or are restored */
    Duration timeout(Duration wanted) {
        boolean awake = wanted.isZero() || System.nanoTime() - latest < AWAKE_NANOS;
        return awake || wanted.compareTo(rest) > 0 ? wanted : rest;
    }

    <K, V> ConsumerRecords<K, V> got(ConsumerRecords<K, V> records) {
        if (!records.isEmpty()) {
            latest = System.nanoTime();
        }
        return records;
    }
}
