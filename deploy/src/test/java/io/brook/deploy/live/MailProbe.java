package io.brook.deploy.live;

import io.brook.deploy.cli.MailBox;
import java.time.Instant;
import java.util.concurrent.TimeUnit;

/** A mail server in a namespace that says when a mail has come, by the clock. */
public final class MailProbe {
    private static final int LOOK_MS = 5;

    private MailProbe() {}

    /** @param args what the mail says that it waits for */
    public static void main(String[] args) throws InterruptedException {
        try (MailBox box = MailBox.open()) {
            System.out.println("port " + box.port() + " is open");
            while (box.mails().stream().noneMatch(mail -> mail.contains(args[0]))) {
                TimeUnit.MILLISECONDS.sleep(LOOK_MS);
            }
            System.out.println("the mail came at " + Instant.now().toEpochMilli() + " ms");
        }
    }
}
