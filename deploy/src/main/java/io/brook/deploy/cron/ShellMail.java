package io.brook.deploy.cron;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.host.Condition;
import io.brook.deploy.shell.Cluster;
import io.brook.deploy.shell.ClusterOption;
import io.brook.deploy.shell.Processes;
import io.brook.deploy.shell.Processes.Report;
import io.brook.deploy.shell.Processes.Status;
import io.brook.notice.mail.MailConfig;
import io.brook.notice.mail.MailException;
import io.brook.notice.mail.PlainMail;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.function.Consumer;

/** Whom the shell mails, and how; nobody, perhaps. */
public final class ShellMail {
    private final boolean wanted;
    private final List<String> to;
    private final MailConfig config;
    private final Consumer<String> complain;

    private ShellMail(boolean wanted, List<String> to, MailConfig config, Consumer<String> complain) {
        this.wanted = wanted;
        this.to = to;
        this.config = config;
        this.complain = complain;
    }

    /**
     * As cluster.cfg says, and brook.cfg.
     *
     * @param complain gets a line when a mail cannot be sent
     */
    public static ShellMail of(Cluster cluster, Consumer<String> complain) {
        if (!cluster.flag(ClusterOption.SEND_MAIL)) {
            return new ShellMail(false, List.of(), null, complain);
        }
        try {
            BrookConfig settings = cluster.settings();
            MailConfig config = settings.mail().orElse(null);
            return new ShellMail(config != null, settings.mailTo(), config, complain);
        } catch (ConfigException e) {
            e.problems().forEach(complain);
            return new ShellMail(true, List.of(), null, complain);
        }
    }

    /** Whether there is anybody to mail; not whether that is possible. */
    boolean isWanted() {
        return wanted;
    }

    /**
     * Sends a mail.
     *
     * @param subject without the prefix
     * @return whether the server has taken it for one recipient at least
     */
    boolean send(String subject, String body) {
        return send(subject, body, null);
    }

    /**
     * The same.
     *
     * @param html the text as a page of HTML, which is sent beside it; null for none
     */
    boolean send(String subject, String body, String html) {
        if (config == null) {
            return false;
        }
        try {
            new PlainMail(to, subject, body, html).send(config).forEach(complain);
            return true;
        } catch (MailException e) {
            complain.accept(e.getMessage());
            return false;
        }
    }

    /**
     * Mails the reports about crashes that were not mailed yet. Those that cannot be are mailed the next time. A report may be mailed twice
     * when the shell is killed over it.
     */
    public void sendReports(Processes processes, Cluster cluster) throws RunException, InterruptedException {
        for (Report report : processes.reports()) {
            if (wanted
                    && !send(
                            "Crash report from " + report.node(), report.text() + remark(report, processes, cluster))) {
                return;
            }
            processes.mailed(report);
        }
    }

    /** What comes of a node that has crashed too often. */
    private static String remark(Report report, Processes processes, Cluster cluster)
            throws RunException, InterruptedException {
        List<Status> now = processes.status(cluster.nodes().stream()
                .filter(node -> node.name().equals(report.node()))
                .toList());
        return now.stream()
                .filter(each -> each.condition() == Condition.CRASHED)
                .map(each -> Instant.ofEpochMilli(each.state().restart()))
                .filter(restart -> restart.isAfter(Instant.now()))
                .map(restart -> "\nIt has crashed often within an hour; cron starts it again after "
                        + restart.truncatedTo(ChronoUnit.SECONDS) + ".\n")
                .findFirst()
                .orElse("");
    }
}
