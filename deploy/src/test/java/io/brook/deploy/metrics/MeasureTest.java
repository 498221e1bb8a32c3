package io.brook.deploy.metrics;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** What is served of Brook's metrics is what their catalogue says. */
class MeasureTest {
    @Test
    void isServedAsDeclared() throws Exception {
        List<String> lines = served();
        for (Measure measure : Measure.values()) {
            String id = measure.id();
            assertThat(lines)
                    .contains(
                            "# TYPE " + id + ' ' + (measure.isCounter() ? "counter" : "gauge"),
                            "# HELP " + id + ' ' + measure.about());
            assertThat(labels(lines, id)).as(id).isEqualTo(new TreeSet<>(measure.labels()));
        }
    }

    @Test
    void namesFollowPrometheusConventions() {
        for (Measure measure : Measure.values()) {
            assertThat(measure.id()).matches("brook_[a-z]+(_[a-z]+)*");
            assertThat(measure.about()).doesNotEndWith(".");
        }
    }

    private static List<String> served() throws Exception {
        try (Monitor monitor = new Monitor("worker");
                MonitoringServer server =
                        MonitoringServer.open(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), monitor)) {
            monitor.add(into -> {
                for (Measure measure : Measure.values()) {
                    into.put(measure, 1, measure.labels().toArray(String[]::new));
                }
            });
            return Http.get(server, "/metrics").body().lines().toList();
        }
    }

    /** Those of a metric, but for role. */
    private static Set<String> labels(List<String> lines, String id) {
        String sample = lines.stream()
                .filter(line -> line.startsWith(id + '{'))
                .findFirst()
                .orElseThrow(() -> new AssertionError("not served: " + id));
        Set<String> labels = new TreeSet<>();
        Matcher label = Pattern.compile("(\\w+)=\"").matcher(sample);
        while (label.find()) {
            labels.add(label.group(1));
        }
        labels.remove("role");
        return labels;
    }
}
