package io.brook.deploy.cluster;

import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.config.TopicConfig;

/**
 * How long topics keep their records. Kafka removes whole segments, so a topic is divided into several: up to an eighth more than
 * what is to be kept may stay.
 *
 * @param hours after which a record is removed; 0 for never
 * @param bytes that the topic keeps at most, divided equally among its partitions; 0 for no limit
 */
public record Retention(int hours, long bytes) {
    public static final Retention UNLIMITED = new Retention(0, 0);

    private static final int SEGMENTS = 8;
    private static final long NO_LIMIT = -1;
    /** The least that brokers allow. */
    private static final long SMALLEST_SEGMENT = 1 << 20;

    private static final long LARGEST_SEGMENT = 1 << 30;

    /** As settings of a topic. */
    Map<String, String> settings(int partitions) {
        long share = bytes / partitions;
        long segment =
                bytes == 0 ? LARGEST_SEGMENT : Math.max(SMALLEST_SEGMENT, Math.min(LARGEST_SEGMENT, share / SEGMENTS));
        long age = hours == 0 ? NO_LIMIT : Duration.ofHours(hours).toMillis();
        long roll = hours == 0 ? Duration.ofDays(7).toMillis() : age / SEGMENTS;
        return Map.of(
                TopicConfig.RETENTION_MS_CONFIG, Long.toString(age),
                TopicConfig.RETENTION_BYTES_CONFIG, Long.toString(bytes == 0 ? NO_LIMIT : share),
                TopicConfig.SEGMENT_BYTES_CONFIG, Long.toString(segment),
                TopicConfig.SEGMENT_MS_CONFIG, Long.toString(roll));
    }
}
