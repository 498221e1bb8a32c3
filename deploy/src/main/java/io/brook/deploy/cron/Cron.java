package io.brook.deploy.cron;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.host.Condition;
import io.brook.deploy.host.PropertiesFile;
import io.brook.deploy.metrics.Measure;
import io.brook.deploy.shell.Cluster;
import io.brook.deploy.shell.ClusterOption;
import io.brook.deploy.shell.Node;
import io.brook.deploy.shell.Processes;
import io.brook.deploy.shell.Processes.Status;
import io.brook.deploy.shell.Rows;
import io.brook.deploy.shell.Survey;
import io.brook.deploy.status.ProcessIdentity;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Consumer;

/**
 * One run of {@code brook ctl cron}, with zeekctl's tasks in zeekctl's order: nodes that have crashed, hosts, statistics, disks, what is
 * too old, {@code CronCmd}. What there is to say is mailed; where nobody is mailed, it is printed, and crond mails it.
 */
public final class Cron {
    private static final int FILE_SYSTEM = 2;
    private static final int CAPACITY = 5;

    private final Cluster cluster;
    private final Consumer<String> out;
    private final List<String> lines = new ArrayList<>();
    private final List<String> complaints = new ArrayList<>();
    private final Instant now;

    /**
     * @param out gets what cannot be mailed
     * @param now the clock's time
     */
    public Cron(Cluster cluster, Consumer<String> out, Instant now) {
        this.cluster = cluster;
        this.out = out;
        this.now = now;
    }

    /**
     * Does it all.
     *
     * @param watch whether nodes are started that have crashed
     * @return whether all went well
     * @throws RunException when another shell is at work, or the shell's own files cannot be used
     */
    public boolean run(boolean watch) throws RunException, InterruptedException {
        if (!cluster.isInstalled()) {
            return true;
        }
        boolean well;
        try (Processes processes = Processes.open(cluster, lines::add, complaints::add);
                Survey survey = new Survey(cluster, complaints::add)) {
            if (!processes.isCronEnabled()) {
                return true;
            }
            well = work(processes, survey, watch);
        }
        well &= command();
        well &= complaints.isEmpty();
        lines.addAll(complaints);
        if (!lines.isEmpty()) {
            tell();
        }
        return well;
    }

    private boolean work(Processes processes, Survey survey, boolean watch) throws RunException, InterruptedException {
        boolean well = !watch || processes.watch();
        PropertiesFile memory = memory(cluster.spool());
        Crossings crossings = new Crossings(memory, lines::add);
        List<Status> nodes = processes.status(cluster.nodes());
        Set<String> down = down(nodes);
        if (cluster.flag(ClusterOption.MAIL_HOST_UP_DOWN)) {
            cluster.others().forEach(host -> crossings.host(host, !down.contains(host)));
        }
        new Statistics(cluster, memory, crossings, now).run(survey, nodes);
        disks(survey, crossings);
        int days = cluster.number(ClusterOption.CRASH_EXPIRE_INTERVAL);
        if (days > 0) {
            processes.expireCrashes(now.minus(Duration.ofDays(days)));
        }
        // That a host is down is said once, and not by everybody who has tried to reach it.
        complaints.removeIf(line -> down.stream().anyMatch(host -> line.startsWith(host + " ")));
        ShellMail mail = ShellMail.of(cluster, complaints::add);
        mail.sendReports(processes, cluster);
        archives(mail, survey, crossings);
        summaries(mail, memory);
        memory.write();
        return well;
    }

    /**
     * What cron has seen in its last run, so that it mails what has changed since, once.
     *
     * @param spool the shell's own directory
     */
    static PropertiesFile memory(Path spool) throws RunException {
        return PropertiesFile.read(
                spool.resolve("cron.properties"), "remove it: with it goes only what was mailed before");
    }

    private Set<String> down(List<Status> nodes) {
        Set<String> down = new HashSet<>();
        for (Status each : nodes) {
            if (each.condition() == Condition.UNKNOWN) {
                down.add(cluster.host(each.node()));
            }
        }
        return down;
    }

    private void disks(Survey survey, Crossings crossings) throws RunException, InterruptedException {
        int least = cluster.number(ClusterOption.MIN_DISK_SPACE);
        if (least == 0) {
            return;
        }
        Rows rows = new Rows("Host", "Path", "Filesystem", "Total", "Avail", "Capacity");
        survey.df(rows);
        for (List<String> row : rows.cells()) {
            String used = row.get(CAPACITY).replace("%", "");
            if (!used.isEmpty()) {
                String host = row.get(0).equals(Cluster.HERE) ? ProcessIdentity.host() : row.get(0);
                crossings.disk(host, row.get(FILE_SYSTEM), Integer.parseInt(used), least);
            }
        }
    }

    private void summaries(ShellMail mail, PropertiesFile memory) throws RunException {
        if (mail.isWanted() && cluster.flag(ClusterOption.MAIL_CONNECTION_SUMMARY)) {
            boolean html = cluster.flag(ClusterOption.MAIL_HTML);
            String compressor = cluster.option(ClusterOption.COMPRESS_CMD).strip();
            try {
                new ConnectionSummaries(
                                cluster.path(ClusterOption.LOG_DIR),
                                cluster.settings().localNetworks().orElse(null),
                                compressor.isEmpty() ? null : compressor.split("\\s+")[0],
                                memory,
                                now)
                        .run(
                                summary -> mail.send(summary.subject(), summary.text(), html ? summary.html() : null),
                                complaints::add);
            } catch (ConfigException e) {
                complaints.addAll(e.problems());
            }
        }
    }

    /** As zeekctl, in a mail of its own; it is said once, until the logger archives again. */
    private void archives(ShellMail mail, Survey survey, Crossings crossings)
            throws RunException, InterruptedException {
        List<Node> loggers = cluster.nodes().stream()
                .filter(node -> node.role() == Node.Role.LOGGER)
                .toList();
        if (!cluster.flag(ClusterOption.MAIL_ARCHIVE_LOG_FAIL)) {
            return;
        }
        String metric = Measure.UNARCHIVED.id();
        for (Map.Entry<String, Map<String, Double>> each :
                survey.metrics(loggers, metric).entrySet()) {
            long files = each.getValue().getOrDefault(metric, 0.0).longValue();
            if (crossings.archiveFails(each.getKey(), files > 0)) {
                String subject = "archive log failure on node " + each.getKey();
                String text = each.getKey() + " cannot archive " + files + " file" + (files == 1 ? "" : "s")
                        + ". They wait in " + cluster.logs() + ", and are tried again every 10 seconds; nothing is"
                        + " lost. \"diag " + each.getKey() + "\" shows why.\n";
                if (!mail.isWanted() || !mail.send(subject, text)) {
                    lines.add(subject);
                }
            }
        }
    }

    private boolean command() throws RunException, InterruptedException {
        String command = cluster.option(ClusterOption.CRON_CMD);
        if (command.isEmpty()) {
            return true;
        }
        try (Survey survey = new Survey(cluster, complaints::add)) {
            boolean well = survey.here(command, lines::add);
            if (!well) {
                lines.add("failure running CronCmd: " + command);
            }
            return well;
        }
    }

    private void tell() {
        ShellMail mail = ShellMail.of(cluster, out);
        if (!mail.isWanted() || !mail.send("cron: " + lines.get(0), String.join("\n", lines) + "\n")) {
            lines.forEach(out);
        }
    }
}
