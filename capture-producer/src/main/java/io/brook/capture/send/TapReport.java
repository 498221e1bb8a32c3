package io.brook.capture.send;

/**
 * What a tap has done.
 *
 * @param tap what became of its packets
 * @param batches how they were batched
 */
public record TapReport(TapCounters tap, CaptureCounters batches) {}
