package io.brook.deploy.host;

import java.io.IOException;
import java.math.BigDecimal;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** What nodes of this host measure, as they serve it for Prometheus. */
final class NodeMetrics {
    private static final Duration PATIENCE = Duration.ofSeconds(2);
    private static final Pattern SERIES =
            Pattern.compile("(\\w+)(?:\\{.*\\})? (-?\\d+(?:\\.\\d+)?(?:[eE][+-]?\\d{1,3})?)(?: \\d+)?");

    private NodeMetrics() {}

    /** A row of node, metric, and the sum of its series, for each metric of each node that answers. */
    static List<List<String>> read(List<Task> tasks, List<String> names) throws InterruptedException {
        List<List<String>> rows = new ArrayList<>();
        HttpClient client = HttpClient.newBuilder().connectTimeout(PATIENCE).build();
        for (Task task : tasks) {
            sums(text(client, URI.create(task.health()).resolve("/metrics")), names)
                    .forEach((name, sum) -> rows.add(List.of(task.name(), name, sum.toPlainString())));
        }
        return rows;
    }

    private static String text(HttpClient client, URI uri) throws InterruptedException {
        try {
            return client.send(
                            HttpRequest.newBuilder(uri).timeout(PATIENCE).build(), HttpResponse.BodyHandlers.ofString())
                    .body();
        } catch (IOException e) {
            // It does not run, or hangs; its condition says so.
            return "";
        }
    }

    static Map<String, BigDecimal> sums(String text, List<String> names) {
        Map<String, BigDecimal> sums = new TreeMap<>();
        text.lines().map(SERIES::matcher).filter(Matcher::matches).forEach(series -> {
            if (names.contains(series.group(1))) {
                sums.merge(series.group(1), new BigDecimal(series.group(2)), BigDecimal::add);
            }
        });
        return sums;
    }
}
