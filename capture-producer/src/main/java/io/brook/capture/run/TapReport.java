package io.brook.capture.run;

import io.brook.capture.batch.CaptureCounters;
import io.brook.capture.kafka.TapCounters;

/**
 * What a tap has done.
 *
 * @param tap what became of its packets
 * @param batches how they were batched
 */
public record TapReport(TapCounters tap, CaptureCounters batches) {}
