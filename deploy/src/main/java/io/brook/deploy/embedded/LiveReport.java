package io.brook.deploy.embedded;

import io.brook.analysis.topology.BadChecksums;
import io.brook.capture.run.TapReport;
import java.util.Map;

/**
 * What a live run did.
 *
 * @param tap what happened to the packets
 * @param badChecksums packets that were not analysed because a checksum is wrong
 * @param lines the lines written, by log
 */
public record LiveReport(TapReport tap, BadChecksums badChecksums, Map<String, Long> lines) {}
