package io.brook.deploy.node;

import io.brook.notice.mail.MailException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Mails what comes. */
final class Mailing {
    private static final int PERIOD_S = 1;
    /** The pause after a mail server has refused. */
    private static final Duration AFTER_FAILURE = Duration.ofSeconds(30);

    private Mailing() {}

    /** A mailer's one go. */
    @FunctionalInterface
    interface Mails {
        /** @throws MailException when the server refuses or cannot be reached */
        void mailPending() throws MailException;
    }

    /**
     * Runs until it is interrupted.
     *
     * @param say takes a line when mail cannot be sent; it is tried again
     */
    static Void run(Mails mails, Consumer<String> say) throws InterruptedException {
        while (true) {
            try {
                mails.mailPending();
                TimeUnit.SECONDS.sleep(PERIOD_S);
            } catch (MailException e) {
                say.accept(e.getMessage() + "; trying again");
                TimeUnit.SECONDS.sleep(AFTER_FAILURE.toSeconds());
            }
        }
    }
}
