package io.brook.notice;

import io.brook.notice.mail.AlarmConfig;
import io.brook.notice.mail.MailConfig;
import io.brook.notice.outbox.DeliveryRules;
import io.brook.notice.webhook.Webhook;
import java.util.List;
import java.util.Optional;

/**
 * Who is told of notices, apart from the logs.
 *
 * @param mail how mail is sent; none when nobody gets any
 * @param pageTo who gets the short mails of notices that the policy pages
 * @param alarms who gets summaries of alarms; none when nobody does
 * @param webhooks the software that gets notices that the policy posts
 * @param mails how recipients of mail are treated
 * @param posts how webhooks are
 */
public record DeliveryConfig(
        Optional<MailConfig> mail,
        List<String> pageTo,
        Optional<AlarmConfig> alarms,
        List<Webhook> webhooks,
        DeliveryRules mails,
        DeliveryRules posts) {
    public DeliveryConfig {
        pageTo = List.copyOf(pageTo);
        webhooks = List.copyOf(webhooks);
    }
}
