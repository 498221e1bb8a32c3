package io.brook.deploy.node;

import io.brook.analysis.emit.SessionEnd;
import io.brook.analysis.topology.BadChecksums;
import io.brook.analysis.topology.WorkerFigures;
import io.brook.deploy.cluster.Figures;
import io.brook.deploy.cluster.StreamTasks;
import io.brook.deploy.metrics.Measure;
import io.brook.deploy.metrics.Readings;
import io.brook.notice.mail.MailFigures;
import io.brook.notice.topology.NoticeFigures;
import io.brook.notice.webhook.WebhookFigures;
import io.brook.schemas.store.SnapshotFigures;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;

/** The figures of the stages that run as stream tasks, and of the mailer. */
public final class StageFigures {
    private static final double NANOS = TimeUnit.SECONDS.toNanos(1);

    private StageFigures() {}

    /** Reads the figures of all stages among some tasks; from any thread. */
    public static void read(StreamTasks tasks, Readings into) {
        Figures work = tasks.figures();
        into.put(Measure.RECORDS, work.totals().get("records"));
        work.behind().ifPresent(lag -> into.put(Measure.LAG, lag));
        into.putAll(Measure.LOST, tasks.losses().records());
        snapshots(tasks.counts().snapshots(), into);
        if (tasks.application().analyses()) {
            workers(tasks.workers(), into);
        }
        if (tasks.application().judges()) {
            notices(tasks.counts().notices(), into);
        }
    }

    private static void workers(WorkerFigures workers, Readings into) {
        into.put(Measure.WORKER_PACKETS, workers.packets());
        into.put(Measure.WORKER_BYTES, workers.bytes());
        BadChecksums bad = workers.badChecksums();
        into.putAll(
                Measure.BAD_CHECKSUMS, Map.of("ip", bad.ip(), "tcp", bad.tcp(), "udp", bad.udp(), "icmp", bad.icmp()));
        into.put(Measure.OPEN_CONNECTIONS, workers.openConnections());
        into.put(Measure.MAX_CONNECTIONS, workers.maxConnections());
        into.putAll(Measure.WORKER_LINES, workers.lines());
        into.putAll(Measure.WEIRDS, workers.weirds());
        into.putAll(Measure.VIOLATIONS, workers.violations());
        for (SessionEnd cause : SessionEnd.values()) {
            into.putAll(
                    Measure.SESSIONS_ENDED,
                    workers.sessionsEnded(cause),
                    cause.name().toLowerCase(Locale.ROOT));
        }
        workers.packetTimes().forEach((sensor, time) -> into.put(Measure.PACKET_TIME, time / NANOS, sensor));
    }

    private static void notices(NoticeFigures notices, Readings into) {
        into.put(Measure.NOTICES, notices.logged(), "logged");
        into.put(Measure.NOTICES, notices.unlogged(), "unlogged");
        into.put(Measure.NOTICES, notices.suppressed(), "suppressed");
        into.put(Measure.NOTICES, notices.ignoredByPolicy(), "ignored");
        into.putAll(Measure.FAILED_CONDITIONS, notices.failedConditions());
    }

    /** What was posted to webhooks. */
    public static void webhooks(WebhookFigures posts, Readings into) {
        into.put(Measure.WEBHOOKS, posts.countPosted(), "posted");
        into.put(Measure.WEBHOOKS, posts.countFailed(), "failed");
        into.put(Measure.WEBHOOKS, posts.countGivenUp(), "given_up");
    }

    private static void snapshots(List<SnapshotFigures> stages, Readings into) {
        into.put(Measure.SNAPSHOTS, sum(stages, SnapshotFigures::saves));
        into.put(Measure.SNAPSHOT_BYTES, sum(stages, SnapshotFigures::bytes));
        into.put(Measure.SNAPSHOT_SECONDS, sum(stages, SnapshotFigures::nanos) / NANOS);
    }

    private static long sum(List<SnapshotFigures> stages, ToLongFunction<SnapshotFigures> figure) {
        return stages.stream().mapToLong(figure).sum();
    }

    /** Reads the figures of the mailer; from any thread. */
    public static void mail(MailFigures mail, Readings into) {
        into.put(Measure.MAILS, mail.countSent(), "sent");
        into.put(Measure.MAILS, mail.countRefused(), "refused");
        into.put(Measure.MAILS, mail.countGivenUp(), "given_up");
        into.put(Measure.MAILS_WAITING, mail.waiting());
    }
}
