package io.brook.capture.send;

import java.util.List;

/**
 * What was published of one sensor.
 *
 * @param packets the number of packets
 * @param bytes the captured bytes of these packets
 * @param cuts a line for each trace that ended in the middle of a packet, naming the file and where
 * @param counters how they were batched
 */
public record CaptureReport(long packets, long bytes, List<String> cuts, CaptureCounters counters) {}
