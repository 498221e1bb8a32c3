package io.brook.capture;

import io.brook.schemas.flow.FlowPartitioning;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * How packets are batched, partitioned and trimmed.
 *
 * @param partitioning which flows go to the same partition
 * @param linger how long a batch waits for more packets of its flow: packet time for traces; from zero, with which every packet
 *     travels by itself, to {@link #MAX_LINGER}
 * @param batchBytes a batch is sent before it holds more than this many bytes of packets, from 1 to {@link #MAX_BATCH_BYTES}; a
 *     packet that is larger by itself makes a batch of its own
 * @param trim whether the payload of encrypted connections, which no analysis needs, is left out
 * @param shunt whether the payload of flows is left out of which workers say that nobody needs it: only of live traffic and spools
 * @param ignoreChecksums whether workers take in packets whose checksums are wrong: if not, such packets are never trimmed
 */
public record CaptureConfig(
        FlowPartitioning partitioning,
        Duration linger,
        int batchBytes,
        boolean trim,
        boolean shunt,
        boolean ignoreChecksums) {
    /** A longer wait would let batches pile up. */
    public static final Duration MAX_LINGER = Duration.ofMinutes(1);

    /** Together with lengths and times, half of the largest record that brokers accept by default. */
    public static final int MAX_BATCH_BYTES = 512 * 1024;

    public static final CaptureConfig DEFAULT =
            new CaptureConfig(FlowPartitioning.HOST_PAIR, Duration.ofMillis(100), 64 * 1024, true, true, false);

    /** @throws IllegalArgumentException that names all settings that are out of range */
    public CaptureConfig {
        List<String> faults = new ArrayList<>();
        if (partitioning == null) {
            faults.add("partitioning is missing: host_pair, flow or subnet");
        }
        if (linger == null || linger.isNegative() || linger.compareTo(MAX_LINGER) > 0) {
            faults.add("linger is " + linger + ": it must not be negative, and at most " + MAX_LINGER);
        }
        if (batchBytes < 1 || batchBytes > MAX_BATCH_BYTES) {
            faults.add("batchBytes is " + batchBytes + ": it must be from 1 to " + MAX_BATCH_BYTES);
        }
        if (!faults.isEmpty()) {
            throw new IllegalArgumentException("capture: " + String.join("; ", faults));
        }
    }
}
