package io.brook.deploy.cli;

import io.brook.analysis.topology.BadChecksums;
import io.brook.capture.batch.CaptureCounters;
import io.brook.capture.batch.ShuntCounters;
import io.brook.capture.kafka.TapCounters;
import io.brook.deploy.embedded.LiveReport;
import io.brook.deploy.embedded.RunReport;
import java.io.PrintWriter;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** What a run reports when it is done. */
final class Summary {
    /** A line of it: a subject, and a text. */
    static final String LINE = "%-12s %s%n";

    /** A shorter run mostly waits for the commits of one stage after the other: that is latency, and no rate. */
    private static final double LEAST_FOR_RATE_S = 10;

    private final RunReport report;

    Summary(RunReport report) {
        this.report = report;
    }

    /**
     * @param removed how many logs of an earlier run were removed
     * @param whole the time from the start of the command to now
     */
    void print(PrintWriter out, Path directory, int removed, Duration whole) {
        double steady = report.steady().toNanos() / 1e9;
        if (report.interrupted()) {
            line(out, "interrupted", "before the end of the traces; the logs cover what was read by then");
        }
        line(out, "packets", "%,d (%,.1f MB)", report.packets(), report.bytes() / 1e6);
        trimmed(out, report.trimmed(), report.trimmedBytes());
        checksums(out, report.badChecksums(), report.packets());
        line(out, "connections", "%,d", report.lines().getOrDefault("conn", 0L));
        line(out, "log lines", "%s, in %s%s", lines(report.lines()), directory, removed(removed));
        line(
                out,
                "time",
                "%.1f s, of which %.1f s from the first packet to the last log line",
                whole.toMillis() / 1e3,
                steady);
        if (steady >= LEAST_FOR_RATE_S) {
            line(out, "rate", "%,.0f packets/s, %,.1f MB/s", report.packets() / steady, report.bytes() / steady / 1e6);
        }
        out.flush();
    }

    /** What a live run reports: also what was lost, but not its speed, which is that of the traffic. */
    static void print(PrintWriter out, LiveReport report, Path directory, Duration whole) {
        TapCounters tap = report.tap().tap();
        CaptureCounters batches = report.tap().batches();
        line(out, "packets", "%,d (%,.1f MB)", tap.packets(), tap.bytes() / 1e6);
        line(
                out,
                "dropped",
                "%,d by the kernel, %,d by the interface, %,d because Kafka was slow",
                tap.droppedByKernel(),
                tap.droppedByInterface(),
                tap.droppedByBuffer());
        trimmed(out, batches.trimmed(), batches.trimmedBytes());
        shunted(out, tap.shunted());
        checksums(out, report.badChecksums(), tap.packets());
        line(out, "connections", "%,d", report.lines().getOrDefault("conn", 0L));
        line(out, "log lines", "%s, in %s", lines(report.lines()), directory);
        line(out, "time", "%.1f s", whole.toMillis() / 1e3);
        out.flush();
    }

    /** What a replay reports. */
    static void print(PrintWriter out, long records, Map<String, Long> lines, String where, Duration took) {
        line(out, "records", "%,d", records);
        if (!lines.isEmpty()) {
            line(out, "log lines", "%s", lines(lines));
        }
        line(out, "written to", "%s", where);
        line(out, "time", "%.1f s", took.toMillis() / 1e3);
    }

    private static String removed(int logs) {
        return logs == 0 ? "" : " (" + logs + " logs of an earlier run were removed)";
    }

    private static void trimmed(PrintWriter out, long packets, long bytes) {
        if (packets > 0) {
            line(out, "trimmed", "%,d packets, %,.1f MB of encrypted payload", packets, bytes / 1e6);
        }
    }

    private static void shunted(PrintWriter out, ShuntCounters shunted) {
        if (shunted.packets() > 0) {
            line(
                    out,
                    "shunted",
                    "%,d packets, %,.1f MB of payload that no analysis needs, of %,d flows",
                    shunted.packets(),
                    shunted.bytes() / 1e6,
                    shunted.everShunted());
        }
    }

    private static void checksums(PrintWriter out, BadChecksums bad, long packets) {
        if (bad.total() > 0) {
            String advice = bad.isOffloading(packets)
                    ? "; probably the traffic was captured on the host that sent it: analyse it with -C"
                    : "; -C analyses them, too";
            line(
                    out,
                    "checksums",
                    "%,d packets with wrong checksums were not analysed (%s)%s",
                    bad.total(),
                    bad,
                    advice);
        }
    }

    private static String lines(Map<String, Long> counted) {
        String lines = new TreeMap<>(counted)
                .entrySet().stream()
                        .filter(log -> log.getValue() > 0)
                        .map(log -> String.format(Locale.ROOT, "%s %,d", log.getKey(), log.getValue()))
                        .collect(Collectors.joining(", "));
        return lines.isEmpty() ? "none" : lines;
    }

    private static void line(PrintWriter out, String name, String format, Object... values) {
        out.printf(LINE, name, String.format(Locale.ROOT, format, values));
    }
}
