package io.brook.deploy.node;

import io.brook.notice.mail.MailConfig;
import io.brook.notice.mail.MailException;
import io.brook.notice.mail.MailFigures;
import io.brook.notice.mail.MailKind;
import io.brook.notice.mail.NoticeMailer;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Mails notices as they come. */
public final class Mailing {
    private static final int PERIOD_S = 1;
    /** The pause after a mail server has refused. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

    private Mailing() {}

    /**
     * Runs until it is interrupted.
     *
     * @param client the settings that clients connect with
     * @param kind what is mailed
     * @param figures counts mails
     * @param say takes a line when mail cannot be sent; it is tried again
     */
    public static Void run(
            Map<String, Object> client, MailKind kind, MailConfig config, MailFigures figures, Consumer<String> say)
            throws InterruptedException {
        try (NoticeMailer mailer = new NoticeMailer(client, kind, config, figures)) {
            while (true) {
                try {
                    mailer.mailPending();
                    TimeUnit.SECONDS.sleep(PERIOD_S);
                } catch (MailException e) {
                    say.accept(e.getMessage() + "; trying again");
                    TimeUnit.SECONDS.sleep(AFTER_FAILURE.toSeconds());
                }
            }
        }
    }
}
