package io.brook.deploy.node;

import io.brook.notice.webhook.Webhook;
import io.brook.notice.webhook.WebhookException;
import io.brook.notice.webhook.WebhookFigures;
import io.brook.notice.webhook.WebhookPoster;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Posts notices to a webhook as they come. */
public final class Posting {
    private static final int PERIOD_S = 1;
    private static final int LONGEST_PAUSE_S = 300;

    private Posting() {}

    /**
     * Runs until it is interrupted.
     *
     * @param client the settings that clients connect with
     * @param figures counts notices
     * @param say takes a line when the receiver does not take a notice; it is tried again, after 2, 4, ... up to 300 seconds
     */
    public static Void run(Map<String, Object> client, Webhook receiver, WebhookFigures figures, Consumer<String> say)
            throws InterruptedException {
        int pause = PERIOD_S;
        try (WebhookPoster poster = new WebhookPoster(client, receiver, figures)) {
            while (true) {
                try {
                    poster.postPending();
                    pause = PERIOD_S;
                } catch (WebhookException e) {
                    pause = Math.min(2 * pause, LONGEST_PAUSE_S);
                    say.accept(e.getMessage() + "; trying again in " + pause + " s");
                }
                TimeUnit.SECONDS.sleep(pause);
            }
        }
    }
}
