package io.brook.deploy.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** The reference says of Brook's metrics what is served. */
class MetricsReferenceTest {
    private static final Path REFERENCE = Path.of("..", "docs", "reference", "metrics.md");
    private static final Pattern ROW = Pattern.compile("\\| `(brook_\\w+)` \\| (\\w+) \\| (.*?) \\| (.*) \\|");

    /** A metric, its kind, its labels but for role, and what it says. */
    private record Row(String name, String kind, Set<String> labels, String about) {}

    @Test
    void theTableIsWhatIsServed() throws Exception {
        assertThat(documented()).containsExactlyElementsOf(served());
    }

    @Test
    void namesFollowPrometheusConventions() {
        for (Measure measure : Measure.values()) {
            assertThat(measure.id()).matches("brook_[a-z]+(_[a-z]+)*");
            assertThat(measure.about()).doesNotEndWith(".");
        }
    }

    private static List<Row> documented() throws Exception {
        List<Row> rows = new ArrayList<>();
        for (String line : Files.readAllLines(REFERENCE)) {
            Matcher row = ROW.matcher(line);
            if (row.matches()) {
                Set<String> labels = new TreeSet<>();
                Matcher label = Pattern.compile("`(\\w+)`").matcher(row.group(3));
                while (label.find()) {
                    labels.add(label.group(1));
                }
                rows.add(new Row(row.group(1), row.group(2), labels, row.group(4)));
            }
        }
        return rows;
    }

    /** In the order of the catalogue. */
    private static List<Row> served() throws Exception {
        List<String> lines;
        try (Monitor monitor = new Monitor("worker");
                MonitoringServer server =
                        MonitoringServer.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), monitor)) {
            monitor.add(into -> {
                for (Measure measure : Measure.values()) {
                    into.put(measure, 1, measure.labels().toArray(String[]::new));
                }
            });
            lines = Http.get(server, "/metrics").body().lines().toList();
        }
        List<Row> rows = new ArrayList<>();
        for (Measure measure : Measure.values()) {
            rows.add(new Row(
                    measure.id(),
                    after(lines, "# TYPE " + measure.id() + ' '),
                    labels(after(lines, measure.id() + '{')),
                    after(lines, "# HELP " + measure.id() + ' ')));
        }
        return rows;
    }

    private static String after(List<String> lines, String start) {
        return lines.stream()
                .filter(line -> line.startsWith(start))
                .map(line -> line.substring(start.length()))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not served: " + start));
    }

    private static Set<String> labels(String sample) {
        Set<String> labels = new TreeSet<>();
        Matcher label = Pattern.compile("(\\w+)=\"").matcher(sample);
        while (label.find()) {
            labels.add(label.group(1));
        }
        labels.remove("role");
        return labels;
    }
}
