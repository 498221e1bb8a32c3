package io.brook.capture;

import java.nio.file.Path;
import java.time.Duration;
import java.util.Optional;

/**
 * The settings of a tap, apart from how its packets are batched.
 *
 * @param sensor the sensor that its packets come from
 * @param tap its name, which no other tap of the sensor has
 * @param patience how far other taps of the sensor may get ahead of this one before they stop waiting for it
 * @param buffer how much memory packets may take that Kafka has not taken yet, in bytes; those that come when it is full are
 *     dropped and counted
 * @param overflow where packets go instead when it is full
 */
public record TapConfig(String sensor, String tap, Duration patience, long buffer, Optional<Overflow> overflow) {
    /** How often a tap reports how far it has come, also while no packets come. */
    public static final Duration PROGRESS = Duration.ofMillis(500);

    public static final Duration PATIENCE = Duration.ofSeconds(10);

    public static final long BUFFER = 128L << 20;

    /**
     * A file for packets that wait; it is emptied in their order, and removed at the end.
     *
     * @param file replaced if it exists
     * @param bytes how large it may get
     */
    public record Overflow(Path file, long bytes) {}
}
