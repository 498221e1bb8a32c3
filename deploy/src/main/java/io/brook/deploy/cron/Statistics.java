package io.brook.deploy.cron;

import io.brook.deploy.BrookVersion;
import io.brook.deploy.cluster.RunException;
import io.brook.deploy.host.PropertiesFile;
import io.brook.deploy.metrics.Measure;
import io.brook.deploy.shell.Cluster;
import io.brook.deploy.shell.ClusterOption;
import io.brook.deploy.shell.Node;
import io.brook.deploy.shell.NodeUse;
import io.brook.deploy.shell.Processes.Status;
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
    private static final String PARENT = "parent";
    private static final String INTERFACE = "interface";
    private static final String OPTION = "--interface";
    private static final int BITS = 8;
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

    /** In zeekctl's order, and its units: bytes and percent. */
    private void use(Survey survey) throws RunException, InterruptedException {
        for (NodeUse each : survey.top(cluster.nodes())) {
            if (each.isThere()) {
                String node = each.node().name();
                log.add(node, PARENT, "cmd", each.command());
                log.add(node, PARENT, "cpu", Double.toString(each.percent()));
                log.add(node, PARENT, "pid", Long.toString(each.pid()));
                log.add(node, PARENT, "rss", Long.toString(each.residentKib() * KIBIBYTE));
                log.add(node, PARENT, "vsize", Long.toString(each.virtualKib() * KIBIBYTE));
            }
        }
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
        String packets = Measure.CAPTURE_PACKETS.id();
        String bytes = Measure.CAPTURE_BYTES.id();
        Map<String, Map<String, Double>> seen =
                survey.metrics(captures.stream().map(Status::node).toList(), packets, bytes);
        Optional<Duration> passed =
                before.map(time -> Duration.between(Instant.ofEpochMilli(Long.parseLong(time)), now));
        for (Status each : captures) {
            String node = each.node().name();
            Map<String, Double> counts = seen.getOrDefault(node, Map.of());
            if (counts.containsKey(packets)) {
                Optional<Long> since = packets(each, counts.get(packets).longValue());
                if (since.isPresent() && passed.isPresent()) {
                    log.add(node, INTERFACE, "kpps", rate(since.get(), passed.get()));
                    log.add(node, INTERFACE, "pkts", since.get().toString());
                }
            }
            if (counts.containsKey(bytes)) {
                long count = counts.get(bytes).longValue();
                Optional<Long> since = crossings.since("bytes", node, process(each), count);
                if (since.isPresent() && passed.isPresent()) {
                    log.add(node, INTERFACE, "mbps", rate(since.get() * BITS / THOUSAND, passed.get()));
                }
            }
        }
    }

    private Optional<Long> packets(Status capture, long count) {
        Node node = capture.node();
        return crossings.packets(
                cluster.host(node).equals(Cluster.HERE) ? ProcessIdentity.host() : node.host(),
                node.arguments().get(node.arguments().indexOf(OPTION) + 1),
                node.name(),
                process(capture),
                count,
                cluster.flag(ClusterOption.MAIL_RECEIVING_PACKETS));
    }

    private static String process(Status node) {
        return node.state().pid() + "@" + node.state().started();
    }

    /** Thousands in a second. */
    private static String rate(double count, Duration passed) {
        double seconds = Math.max(passed.toMillis(), 1) / THOUSAND;
        return String.format(Locale.ROOT, "%.3f", count / seconds / THOUSAND);
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
