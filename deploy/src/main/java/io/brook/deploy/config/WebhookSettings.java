package io.brook.deploy.config;

import io.brook.notice.webhook.Webhook;
import io.brook.notice.webhook.WebhookForm;
import java.net.URI;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Which other software gets notices, by webhooks. */
final class WebhookSettings {
    static final String RECEIVERS = "Webhooks";

    private static final Option ADDRESSES = Option.list(RECEIVERS, Validators.EACH_A_WEBHOOK)
            .about(
                    "Where notices are posted to as JSON, if the policy says so: addresses such as https://soar.example.org/brook for lines"
                            + " of notice.log, or slack:https://... and alertmanager:https://... for what these take.")
            .readBy(Reader.PROCESS, Reader.NOTICE_MANAGER, Reader.NOTICE);
    private static final Option SECRET = Option.password("WebhookSecret")
            .about("What bodies are signed with (HMAC-SHA256), in the header Brook-Signature. No signature when empty.")
            .readBy(Reader.PROCESS, Reader.NOTICE_MANAGER, Reader.NOTICE);

    static final OptionGroup GROUP = OptionGroup.of("Webhooks", ADDRESSES, SECRET);

    private WebhookSettings() {}

    static List<Webhook> of(Values values) {
        String secret = values.password(SECRET);
        return values.list(ADDRESSES).stream()
                .map(text -> parse(text, secret == null || secret.isEmpty() ? null : secret)
                        .orElseThrow())
                .toList();
    }

    /** @return nothing when it is not an address over HTTP with a known form, or none, before it */
    static Optional<Webhook> parse(String text, String secret) {
        Optional<WebhookForm> named = Arrays.stream(WebhookForm.values())
                .filter(form -> text.toLowerCase(Locale.ROOT).startsWith(form.word() + ':'))
                .findFirst();
        String address =
                named.map(form -> text.substring(form.word().length() + 1)).orElse(text);
        try {
            URI parsed = URI.create(address);
            boolean overHttp =
                    "http".equalsIgnoreCase(parsed.getScheme()) || "https".equalsIgnoreCase(parsed.getScheme());
            return overHttp && parsed.getHost() != null
                    ? Optional.of(new Webhook(named.orElse(WebhookForm.JSON), parsed, secret))
                    : Optional.empty();
        } catch (IllegalArgumentException e) {
            return Optional.empty();
        }
    }
}
