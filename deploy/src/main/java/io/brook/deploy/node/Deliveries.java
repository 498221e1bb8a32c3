package io.brook.deploy.node;

import io.brook.deploy.cluster.Watch;
import io.brook.deploy.metrics.Readings;
import io.brook.notice.DeliveryConfig;
import io.brook.notice.mail.AlarmMailer;
import io.brook.notice.mail.AlarmMailer.AlarmClock;
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
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Consumer;

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
    public record Outcome(int mails, int posts, List<String> problems) {}

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
                    try (NoticeMailer mailer = new NoticeMailer(client, kind, mail, mails)) {
                        return Mailing.run(mailer::mailPending, say);
                    }
                });
            }
            config.alarms()
                    .ifPresent(alarms -> watch.run(AlarmMailer.GROUP, () -> {
                        try (AlarmMailer mailer = new AlarmMailer(client, alarms, AlarmClock.CLOCK, mail, mails)) {
                            return Mailing.run(mailer::mailPending, say);
                        }
                    }));
        });
        for (Webhook receiver : config.webhooks()) {
            watch.run("webhook " + receiver.name(), () -> Posting.run(client, receiver, posts, say));
        }
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
     * Delivers what waits, and returns. No more will come: alarms are summed up as far as there are any.
     *
     * @param clock by which alarms belong to periods
     */
    public Outcome deliver(AlarmClock clock) throws InterruptedException {
        List<String> problems = new ArrayList<>();
        int mailed = config.mail().isPresent() ? mail(clock, problems) : 0;
        int posted = 0;
        for (Webhook receiver : config.webhooks()) {
            try (WebhookPoster poster = new WebhookPoster(client, receiver, posts)) {
                posted += poster.postPending();
            } catch (WebhookException e) {
                problems.add(e.getMessage());
            }
        }
        return new Outcome(mailed, posted, problems);
    }

    private int mail(AlarmClock clock, List<String> problems) {
        int mailed = 0;
        Set<String> refused = new TreeSet<>();
        for (MailKind kind : kinds()) {
            try (NoticeMailer mailer =
                    new NoticeMailer(client, kind, config.mail().orElseThrow(), mails)) {
                mailed += mailer.mailPending();
                refused.addAll(mailer.refused());
            } catch (MailException e) {
                problems.add(e.getMessage());
            }
        }
        if (config.alarms().isPresent()) {
            try (AlarmMailer mailer = new AlarmMailer(
                    client, config.alarms().get(), clock, config.mail().orElseThrow(), mails)) {
                mailed += mailer.mailAll();
                refused.addAll(mailer.refused());
            } catch (MailException e) {
                problems.add(e.getMessage());
            }
        }
        if (!refused.isEmpty()) {
            problems.add("the mail server does not accept mail for " + String.join(", ", refused));
        }
        return mailed;
    }

    /** What it measures. */
    public void read(Readings into) {
        StageFigures.mail(mails, into);
        StageFigures.webhooks(posts, into);
    }
}
