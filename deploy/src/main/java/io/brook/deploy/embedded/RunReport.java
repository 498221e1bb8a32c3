package io.brook.deploy.embedded;

import io.brook.analysis.topology.BadChecksums;
import io.brook.capture.run.CaptureReport;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * What a run did.
 *
 * @param packets the packets published
 * @param bytes the captured bytes of these packets
 * @param trimmed packets whose payload was left out because it is encrypted
 * @param trimmedBytes the bytes that were left out
 * @param badChecksums packets that were not analysed because a checksum is wrong
 * @param cuts a line for each trace that ended in the middle of a packet
 * @param lines the lines written, by log
 * @param steady from the first packet published to the last line written
 * @param interrupted whether it was ended before the end of the traces
 */
public record RunReport(
        long packets,
        long bytes,
        long trimmed,
        long trimmedBytes,
        BadChecksums badChecksums,
        List<String> cuts,
        Map<String, Long> lines,
        Duration steady,
        boolean interrupted) {
    static RunReport of(
            List<CaptureReport> captured,
            BadChecksums badChecksums,
            Map<String, Long> lines,
            Duration steady,
            boolean interrupted) {
        return new RunReport(
                captured.stream().mapToLong(CaptureReport::packets).sum(),
                captured.stream().mapToLong(CaptureReport::bytes).sum(),
                captured.stream()
                        .mapToLong(report -> report.counters().trimmed())
                        .sum(),
                captured.stream()
                        .mapToLong(report -> report.counters().trimmedBytes())
                        .sum(),
                badChecksums,
                captured.stream().flatMap(report -> report.cuts().stream()).toList(),
                lines,
                steady,
                interrupted);
    }
}
