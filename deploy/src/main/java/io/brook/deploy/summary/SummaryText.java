package io.brook.deploy.summary;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** The summary as text, as trace-summary prints it for connection logs; times are in UTC. */
public final class SummaryText {
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("yyyy-MM-dd-HH-mm-ss").withZone(ZoneOffset.UTC);
    private static final String INDENT = "     ";
    private static final double PERCENT = 100;
    private static final int SHARE_WIDTH = 6;
    private static final int GAP = 4;
    private static final double UNIT = 1000;

    private final int most;
    private final StringBuilder text = new StringBuilder();

    private SummaryText(int most) {
        this.most = most;
    }

    /** @param most how many names each column has */
    public static String of(TrafficSummary summary, int most) {
        SummaryText text = new SummaryText(most);
        summary.breakdowns().forEach(text::add);
        remarks(summary).forEach(text::line);
        return text.text.toString();
    }

    private void add(Breakdown breakdown) {
        line("");
        line(">== " + breakdown.title() + " === " + time(breakdown, breakdown.first()) + " - "
                + time(breakdown, breakdown.last()));
        line("   - Connections " + number(breakdown.connections()) + " - Payload " + number(breakdown.payload())
                + " -");
        StringBuilder header = new StringBuilder(INDENT);
        StringBuilder[] rows = new StringBuilder[most];
        int used = 0;
        for (Breakdown.Column column : breakdown.columns()) {
            List<TopCounts.Count> top = column.counts().top(most);
            used = Math.max(used, top.size());
            int width = top.stream()
                    .mapToInt(each -> each.name().length() + GAP)
                    .max()
                    .orElse(0);
            width = column.title().matches("Sources|Destinations|Services")
                    ? Math.max(width, column.width())
                    : column.width();
            header.append(padded(column.title(), width + SHARE_WIDTH)).append(" | ");
            for (int i = 0; i < most; i++) {
                rows[i] = rows[i] == null ? new StringBuilder(INDENT) : rows[i];
                rows[i].append(
                                i < top.size()
                                        ? cell(top.get(i), width, breakdown.connections())
                                        : " ".repeat(width + SHARE_WIDTH))
                        .append(" | ");
            }
        }
        line(header.toString());
        for (int i = 0; i < used; i++) {
            line(rows[i].toString());
        }
        line("");
        if (breakdown.error() > 0) {
            line("   " + error(breakdown));
            line("");
        }
    }

    /** What there is to say when counts are not exact. */
    static String error(Breakdown breakdown) {
        return "There were too many addresses to count each: counts of addresses may be up to " + breakdown.error()
                + " too low.";
    }

    private static String cell(TopCounts.Count count, int width, long all) {
        return padded(count.name(), width) + String.format(Locale.ROOT, "%5.1f%%", PERCENT * count.count() / all);
    }

    private static String padded(String text, int width) {
        return text + " ".repeat(Math.max(0, width - text.length()));
    }

    /** With a letter for thousands, millions and so on, as in 16.8k. */
    static String number(long value) {
        if (value == 0) {
            return "0";
        }
        double scaled = value;
        int unit = 0;
        while (scaled >= UNIT && unit < "kmgt".length()) {
            scaled /= UNIT;
            unit++;
        }
        String letter = unit == 0 ? "" : "kmgt".substring(unit - 1, unit);
        return String.format(Locale.ROOT, "%5s", String.format(Locale.ROOT, "%.1f", scaled) + letter);
    }

    /** In UTC. */
    static String time(Breakdown breakdown, double seconds) {
        return breakdown.connections() == 0 ? "N/A" : TIME.format(Instant.ofEpochSecond((long) Math.floor(seconds)));
    }

    /** What there is to say besides the breakdowns, as lines. */
    static List<String> remarks(TrafficSummary summary) {
        List<String> lines = new ArrayList<>();
        if (summary.foreign() > 0) {
            lines.addAll(List.of(
                    "",
                    ">== " + summary.foreign() + " connections did not have any local address. Here are the first:",
                    ""));
            summary.strangers().forEach(pair -> lines.add("    " + pair));
        }
        if (summary.unreadable() > 0) {
            lines.addAll(List.of("", summary.unreadable() + " lines could not be read and are left out."));
        }
        Breakdown total = summary.breakdowns().get(0);
        if (total.connections() > 0) {
            lines.addAll(List.of(
                    "",
                    String.format(
                            Locale.ROOT,
                            "First: %s (%.6f) Last: %s (%.6f)",
                            time(total, total.first()),
                            total.first(),
                            time(total, total.last()),
                            total.last())));
        }
        return lines;
    }

    private void line(String line) {
        text.append(line.stripTrailing()).append('\n');
    }
}
