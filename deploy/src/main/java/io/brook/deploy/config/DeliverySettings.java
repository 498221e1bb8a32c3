package io.brook.deploy.config;

import io.brook.notice.outbox.DeliveryRules;
import java.time.Duration;

/** How patiently notices are delivered. */
final class DeliverySettings {
    private static final Option GIVE_UP_AFTER = Option.integer("GiveUpAfter", 86_400, 1)
            .about(
                    "For how long a mail server, one of its recipients, or a webhook may fail before notices are given up for it: they go to the"
                            + " topic dead-letters. RetentionHours must be longer.")
            .in("seconds")
            .readBy(Reader.PROCESS, Reader.NOTICE_MANAGER);

    private static final Option MAIL_LIMIT = Option.integer("MailLimit", 60, 0)
            .about(
                    "How many mails about notices a recipient gets in LimitInterval; those beyond it become one that counts them, when that time is"
                            + " over. No limit with 0.")
            .readBy(Reader.PROCESS, Reader.NOTICE_MANAGER);
    private static final Option WEBHOOK_LIMIT = Option.integer("WebhookLimit", 1_000, 0)
            .about("The same for the notices that a webhook gets.")
            .readBy(Reader.PROCESS, Reader.NOTICE_MANAGER);
    private static final Option LIMIT_INTERVAL = Option.integer("LimitInterval", 3_600, 1)
            .about("The time for which MailLimit and WebhookLimit hold, by the clock.")
            .in("seconds")
            .readBy(Reader.PROCESS, Reader.NOTICE_MANAGER);

    static final OptionGroup GROUP =
            OptionGroup.of("Delivery", GIVE_UP_AFTER, MAIL_LIMIT, WEBHOOK_LIMIT, LIMIT_INTERVAL);

    private DeliverySettings() {}

    /** For recipients of mail. */
    static DeliveryRules mails(Values values) {
        return rules(values, MAIL_LIMIT);
    }

    /** For webhooks. */
    static DeliveryRules posts(Values values) {
        return rules(values, WEBHOOK_LIMIT);
    }

    private static DeliveryRules rules(Values values, Option limit) {
        return new DeliveryRules(
                Duration.ofSeconds(values.integer(GIVE_UP_AFTER)),
                values.integer(limit),
                Duration.ofSeconds(values.integer(LIMIT_INTERVAL)));
    }
}
