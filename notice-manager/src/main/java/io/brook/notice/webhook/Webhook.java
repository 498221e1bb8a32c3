package io.brook.notice.webhook;

import java.net.URI;

/**
 * A receiver of notices.
 *
 * @param form what it takes
 * @param address where notices are posted to, over HTTP or HTTPS
 * @param secret what bodies are signed with; none when null
 */
public record Webhook(WebhookForm form, URI address, String secret) {
    /** Its name: of its group of consumers, and in messages. It has nothing of the path, which may be a secret. */
    public String name() {
        return form.word() + '-' + address.getHost() + '-' + Integer.toHexString(address.hashCode());
    }

    /** The group of its consumers, without the prefix of the cluster's names. */
    public String group() {
        return "brook-webhook-" + name();
    }

    /** Without secrets, for logs. */
    @Override
    public String toString() {
        return name();
    }
}
