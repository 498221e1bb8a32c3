package io.brook.capture;

import io.brook.schemas.flow.FlowPartitioning;
import java.time.Duration;

/**
 * How packets are batched and spread.
 *
 * @param partitioning which flows meet in one partition
 * @param linger how long a batch waits for more packets of its flow: packet time for traces
 * @param batchBytes a batch is sent once it holds this many bytes of packets
 */
public record CaptureConfig(FlowPartitioning partitioning, Duration linger, int batchBytes) {
    public static final CaptureConfig DEFAULT =
            new CaptureConfig(FlowPartitioning.HOST_PAIR, Duration.ofMillis(100), 64 * 1024);
}
