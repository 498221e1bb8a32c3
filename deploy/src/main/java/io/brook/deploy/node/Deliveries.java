package io.brook.deploy.node;

import io.brook.deploy.cluster.Watch;
import io.brook.deploy.metrics.Readings;
import io.brook.notice.DeliveryConfig;
import io.brook.notice.mail.AlarmConfig;
import io.brook.notice.mail.AlarmMailer;
import io.brook.notice.mail.AlarmMailer.AlarmClock;
import io.brook.notice.mail.MailConfig;
import io.brook.notice.mail.MailException;
import io.brook.notice.mail.MailFigures;
import io.brook.notice.mail.MailKind;
import io.brook.notice.mail.NoticeMailer;
import io.brook.notice.webhook.Webhook;
import io.brook.notice.webhook.WebhookException;
import io.brook.notice.webhook.WebhookFigures;
import io.brook.notice.webhook.WebhookPoster;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;
import java.util.stream.Stream;

/** All ways in which people and other software are told of notices: each with its own place in the topic, so that none waits for another. */
public final class Deliveries {
    private final DeliveryConfig config;
    private final Map<String, Object> client;
    private final Consumer<String> say;
    private final MailFigures mails = new MailFigures();
    private final WebhookFigures posts = new WebhookFigures();

    /**
     * What was delivered in one go.
     *
     * @param mails mails that the server has accepted
     * @param posts notices that webhooks have accepted
     * @param problems what was not delivered, and why
     */
    public record Outcome(int mails, int posts, List<String> problems) {
        private Outcome plus(Outcome other) {
            // The same server refuses the same things for all kinds of mail.
            return new Outcome(
                    mails + other.mails,
                    posts + other.posts,
                    Stream.concat(problems.stream(), other.problems.stream())
                            .distinct()
                            .toList());
        }
    }

    /**
     * @param client the settings that clients connect with
     * @param say takes a line when something cannot be delivered; it is tried again
     */
    public Deliveries(DeliveryConfig config, Map<String, Object> client, Consumer<String> say) {
        this.config = config;
        this.client = client;
        this.say = say;
    }

    /** Delivers notices as they come. */
    public void start(Watch watch) {
        config.mail().ifPresent(mail -> {
            for (MailKind kind : kinds()) {
                watch.run(kind.group(), () -> {
                    try (NoticeMailer mailer = mailer(kind, mail)) {
                        return Delivering.run(mailer::mailPending, say);
                    }
                });
            }
            config.alarms()
                    .ifPresent(alarms -> watch.run(AlarmMailer.GROUP, () -> {
                        try (AlarmMailer mailer = alarmMailer(alarms, AlarmClock.CLOCK, mail)) {
                            return Delivering.run(mailer::mailPending, say);
                        }
                    }));
        });
        for (Webhook receiver : config.webhooks()) {
            watch.run("webhook " + receiver.name(), () -> {
                try (WebhookPoster poster = poster(receiver)) {
                    return Delivering.run(poster::postPending, say);
                }
            });
        }
    }

    private NoticeMailer mailer(MailKind kind, MailConfig mail) {
        return new NoticeMailer(client, kind, mail, config.mails(), mails);
    }

    private AlarmMailer alarmMailer(AlarmConfig alarms, AlarmClock clock, MailConfig mail) {
        return new AlarmMailer(client, alarms, clock, mail, config.mails(), mails);
    }

    private WebhookPoster poster(Webhook receiver) {
        return new WebhookPoster(client, receiver, config.posts(), posts);
    }

    private List<MailKind> kinds() {
        List<MailKind> kinds = new ArrayList<>();
        kinds.add(MailKind.NOTICES);
        if (!config.pageTo().isEmpty()) {
            kinds.add(MailKind.pages(config.pageTo()));
        }
        return kinds;
    }

    /**
     * Delivers what waits, to all receivers at the same time, and returns. No more will come: alarms are summed up as far as there are any.
     *
     * @param clock by which alarms belong to periods
     */
    public Outcome deliver(AlarmClock clock) throws InterruptedException {
        List<Callable<Outcome>> all = new ArrayList<>();
        config.mail().ifPresent(mail -> {
            kinds().forEach(kind -> all.add(() -> mail(kind, mail)));
            config.alarms().ifPresent(alarms -> all.add(() -> mailAlarms(alarms, clock, mail)));
        });
        config.webhooks().forEach(receiver -> all.add(() -> post(receiver)));
        Outcome sum = new Outcome(0, 0, List.of());
        ExecutorService threads = Executors.newCachedThreadPool();
        try {
            for (Future<Outcome> each : threads.invokeAll(all)) {
                sum = sum.plus(each.get());
            }
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException failed ? failed : new IllegalStateException(e.getCause());
        } finally {
            threads.shutdownNow();
        }
        return sum;
    }

    private Outcome mail(MailKind kind, MailConfig mail) {
        try (NoticeMailer mailer = mailer(kind, mail)) {
            return mailed(mailer.mailAll(), mailer.refused(), mail);
        } catch (MailException e) {
            return new Outcome(0, 0, List.of(e.getMessage()));
        }
    }

    private Outcome mailAlarms(AlarmConfig alarms, AlarmClock clock, MailConfig mail) {
        try (AlarmMailer mailer = alarmMailer(alarms, clock, mail)) {
            return mailed(mailer.mailAll(), mailer.refused(), mail);
        } catch (MailException e) {
            return new Outcome(0, 0, List.of(e.getMessage()));
        }
    }

    private static Outcome mailed(int mails, Map<String, String> refused, MailConfig mail) {
        List<String> problems = refused.entrySet().stream()
                .map(each -> "mail server " + mail.host() + ':' + mail.port() + ": does not accept mail for "
                        + each.getKey() + ": " + each.getValue())
                .toList();
        return new Outcome(mails, 0, problems);
    }

    private Outcome post(Webhook receiver) throws InterruptedException {
        try (WebhookPoster poster = poster(receiver)) {
            return new Outcome(0, poster.postAll(), List.of());
        } catch (WebhookException e) {
            return new Outcome(0, 0, List.of(e.getMessage()));
        }
    }

    /** What it measures. */
    public void read(Readings into) {
        StageFigures.mail(mails, into);
        StageFigures.webhooks(posts, into);
    }
}
