package io.brook.deploy.summary;

import java.util.List;
import java.util.Locale;

/**
 * The summary as HTML for mails: what {@link SummaryText} says, with charts. They are of table cells with colours: mail programs show
 * those without being asked, where most of them leave out SVG and many hold back pictures; and a server needs no fonts for them.
 */
public final class SummaryHtml {
    private static final double PERCENT = 100;
    private static final int BAR = 120;
    private static final int HEIGHT = 60;
    private static final int COLUMNS = 3;
    private static final String COLOUR = "#3b6ea5";

    private final int most;
    private final StringBuilder html = new StringBuilder();

    private SummaryHtml(int most) {
        this.most = most;
    }

    /**
     * A whole page.
     *
     * @param title its heading
     * @param most how many names each table has
     */
    public static String of(TrafficSummary summary, String title, int most) {
        SummaryHtml page = new SummaryHtml(most);
        page.add("<!DOCTYPE html>\n<html lang=\"en\"><head><meta charset=\"utf-8\"><title>%s</title></head>\n", title);
        page.add("<body style=\"font-family:sans-serif;font-size:13px;color:#222222;background:#ffffff\">\n");
        page.add("<h2 style=\"font-size:18px\">%s</h2>\n", title);
        summary.breakdowns().forEach(page::breakdown);
        SummaryText.remarks(summary).stream()
                .filter(line -> !line.isBlank())
                .forEach(line -> page.add("<p>%s</p>\n", line.strip().replaceFirst("^>== ", "")));
        page.add("</body></html>\n");
        return page.html.toString();
    }

    private void breakdown(Breakdown breakdown) {
        add("<h3 style=\"font-size:15px;border-bottom:1px solid #999999\">%s</h3>\n", breakdown.title());
        add(
                "<p>%s connections, %s bytes of payload, from %s to %s (UTC)</p>\n",
                SummaryText.number(breakdown.connections()).strip(),
                SummaryText.number(breakdown.payload()).strip(),
                SummaryText.time(breakdown, breakdown.first()),
                SummaryText.time(breakdown, breakdown.last()));
        if (breakdown.connections() == 0) {
            return;
        }
        timeline(breakdown.timeline());
        html.append("<table cellspacing=\"0\" cellpadding=\"6\">\n");
        List<Breakdown.Column> columns = breakdown.columns();
        for (int i = 0; i < columns.size(); i++) {
            html.append(i % COLUMNS == 0 ? "<tr valign=\"top\">" : "").append("<td>");
            top(columns.get(i), breakdown.connections());
            html.append("</td>").append(i % COLUMNS == COLUMNS - 1 || i == columns.size() - 1 ? "</tr>\n" : "");
        }
        html.append("</table>\n");
        if (breakdown.error() > 0) {
            add("<p>%s</p>\n", SummaryText.error(breakdown));
        }
    }

    private void timeline(Timeline timeline) {
        List<Long> parts = timeline.parts();
        long highest = parts.stream().mapToLong(Long::longValue).max().orElse(1);
        add("<p>New connections in %s s each; the highest column is %s:</p>\n", timeline.seconds(), highest);
        html.append(
                "<table cellspacing=\"1\" cellpadding=\"0\" style=\"border-bottom:1px solid #999999\"><tr valign=\"bottom\">");
        for (long count : parts) {
            // One that is not empty can be seen.
            long height = count == 0 ? 0 : Math.max(1, count * HEIGHT / highest);
            html.append("<td width=\"8\" height=\"").append(HEIGHT).append("\" style=\"vertical-align:bottom\">");
            if (height > 0) {
                html.append("<table cellspacing=\"0\" cellpadding=\"0\"><tr><td width=\"8\" height=\"")
                        .append(height)
                        .append("\" bgcolor=\"")
                        .append(COLOUR)
                        .append("\" style=\"font-size:1px;line-height:1px\">&nbsp;</td></tr></table>");
            }
            html.append("</td>");
        }
        html.append("</tr></table>\n");
    }

    private void top(Breakdown.Column column, long all) {
        html.append("<table cellspacing=\"0\" cellpadding=\"2\" style=\"font-size:12px\">");
        add("<tr><th align=\"left\" colspan=\"3\">%s</th></tr>\n", column.title());
        for (TopCounts.Count each : column.counts().top(most)) {
            double share = PERCENT * each.count() / all;
            add("<tr><td>%s</td><td align=\"right\">%s</td><td>", each.name(), percent(share));
            bar(share);
            html.append("</td></tr>\n");
        }
        html.append("</table>");
    }

    private void bar(double share) {
        long width = Math.round(Math.max(0, Math.min(PERCENT, share)) * BAR / PERCENT);
        html.append("<table cellspacing=\"0\" cellpadding=\"0\" width=\"")
                .append(BAR)
                .append("\"><tr>");
        if (width > 0) {
            html.append("<td width=\"")
                    .append(width)
                    .append("\" bgcolor=\"")
                    .append(COLOUR)
                    .append("\">&nbsp;</td>");
        }
        if (width < BAR) {
            html.append("<td width=\"").append(BAR - width).append("\" bgcolor=\"#e8edf3\">&nbsp;</td>");
        }
        html.append("</tr></table>");
    }

    private static String percent(double share) {
        return String.format(Locale.ROOT, "%.1f%%", share);
    }

    /** Appends a text in which values take the places of %s; whatever is in them is text, and no HTML. */
    private void add(String format, Object... values) {
        Object[] escaped = new Object[values.length];
        for (int i = 0; i < values.length; i++) {
            escaped[i] = escape(values[i].toString());
        }
        html.append(String.format(Locale.ROOT, format, escaped));
    }

    private static String escape(String text) {
        return text.replace("&", "&amp;")
                .replace("<", "&lt;")
                .replace(">", "&gt;")
                .replace("\"", "&quot;");
    }
}
