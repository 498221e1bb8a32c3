package io.brook.deploy.cron;

import io.brook.deploy.BrookVersion;
import io.brook.deploy.cluster.RunException;
import io.brook.deploy.host.PropertiesFile;
import io.brook.deploy.metrics.Measure;
import io.brook.deploy.shell.Cluster;
import io.brook.deploy.shell.ClusterOption;
import io.brook.deploy.shell.Node;
import io.brook.deploy.shell.Processes.Status;
import io.brook.deploy.shell.Rows;
import io.brook.deploy.shell.Survey;
import io.brook.deploy.status.ProcessIdentity;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** What nodes use, and what captures see, for the log of statistics; and who sees nothing. */
final class Statistics {
    private static final String[] TOP = {"Name", "Type", "Host", "Pid", "VSize", "Rss", "Cpu", "Cmd"};
    private static final String INTERFACE = "--interface";
    private static final String TIME = "stats.time";
    private static final int KIBIBYTE = 1024;
    private static final double THOUSAND = 1000;

    private final Cluster cluster;
    private final PropertiesFile memory;
    private final Crossings crossings;
    private final Instant now;
    private final StatsLog log;

    Statistics(Cluster cluster, PropertiesFile memory, Crossings crossings, Instant now) {
        this.cluster = cluster;
        this.memory = memory;
        this.crossings = crossings;
        this.now = now;
        log = new StatsLog(cluster.path(ClusterOption.STATS_LOG), now);
    }

    /** Looks at all nodes. */
    void run(Survey survey, List<Status> nodes) throws RunException, InterruptedException {
        boolean logged = cluster.flag(ClusterOption.STATS_LOG_ENABLE);
        if (logged) {
            use(survey);
        }
        packets(survey, nodes);
        if (logged) {
            try {
                write();
            } catch (IOException e) {
                throw new RunException("the statistics cannot be written: " + e.getMessage(), e);
            }
        }
    }

    private void use(Survey survey) throws RunException, InterruptedException {
        Rows rows = new Rows(TOP);
        survey.top(cluster.nodes(), rows);
        for (List<String> row : rows.cells()) {
            String node = row.get(0);
            // In zeekctl's order, and its units: bytes and percent.
            for (int i : new int[] {7, 6, 3, 5, 4}) {
                log.add(node, "parent", TOP[i].toLowerCase(Locale.ROOT), plain(row.get(i)));
            }
        }
    }

    private static String plain(String value) {
        return value.matches("\\d{1,15}K")
                ? Long.toString(Long.parseLong(value.substring(0, value.length() - 1)) * KIBIBYTE)
                : value.replace("%", "");
    }

    /** Of a process that has begun since the last run, nothing is known yet. */
    private void packets(Survey survey, List<Status> nodes) throws RunException, InterruptedException {
        Optional<String> before = memory.put(TIME, Long.toString(now.toEpochMilli()));
        List<Status> captures = nodes.stream()
                .filter(each -> each.node().role() == Node.Role.CAPTURE)
                .toList();
        if (captures.isEmpty()) {
            return;
        }
        String metric = Measure.CAPTURE_PACKETS.id();
        Map<String, Map<String, Double>> seen =
                survey.metrics(captures.stream().map(Status::node).toList(), metric);
        for (Status each : captures) {
            Node node = each.node();
            Double packets = seen.getOrDefault(node.name(), Map.of()).get(metric);
            if (packets != null) {
                Optional<Long> since = crossings.packets(
                        cluster.host(node).equals(Cluster.HERE) ? ProcessIdentity.host() : node.host(),
                        node.arguments().get(node.arguments().indexOf(INTERFACE) + 1),
                        node.name(),
                        each.state().pid() + "@" + each.state().started(),
                        packets.longValue(),
                        cluster.flag(ClusterOption.MAIL_RECEIVING_PACKETS));
                if (since.isPresent() && before.isPresent()) {
                    Duration passed = Duration.between(Instant.ofEpochMilli(Long.parseLong(before.get())), now);
                    log.add(node.name(), "interface", "kpps", rate(since.get(), passed));
                    log.add(node.name(), "interface", "pkts", since.get().toString());
                }
            }
        }
    }

    private static String rate(long packets, Duration passed) {
        double seconds = Math.max(passed.toMillis(), 1) / THOUSAND;
        return String.format(Locale.ROOT, "%.3f", packets / seconds / THOUSAND);
    }

    private void write() throws IOException {
        log.write();
        Path directory = Files.createDirectories(cluster.path(ClusterOption.STATS_DIR));
        List<String> facts = new ArrayList<>();
        cluster.nodes()
                .forEach(node ->
                        facts.add("node " + node.name() + " " + node.role().command() + " " + node.host()));
        facts.add("time " + now);
        facts.add("version " + BrookVersion.number());
        facts.add("os " + System.getProperty("os.name") + " " + System.getProperty("os.version"));
        facts.add("host " + ProcessIdentity.host());
        Files.write(directory.resolve("meta.dat"), facts);
        log.publish(directory);
        int days = cluster.number(ClusterOption.STATS_LOG_EXPIRE_INTERVAL);
        if (days > 0) {
            StatsLog.expire(directory, now.minus(Duration.ofDays(days)));
        }
    }
}
