package io.brook.deploy.cli;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** An SMTP server on a free port that keeps what it gets, or takes nothing. */
public final class MailBox implements AutoCloseable {
    private final List<String> mails = new CopyOnWriteArrayList<>();
    private final SMTPServer server;

    private MailBox(boolean refusing) {
        server = SMTPServer.port(0)
                .messageHandler((context, from, to, data) -> {
                    if (refusing) {
                        throw new RejectException(554, "no mail today");
                    }
                    mails.add(new String(data, StandardCharsets.UTF_8));
                })
                .build();
        server.start();
    }

    /** One that takes all mails. */
    public static MailBox open() {
        return new MailBox(false);
    }

    /** One that takes none. */
    static MailBox refusing() {
        return new MailBox(true);
    }

    /** Where it listens. */
    public int port() {
        return server.getPortAllocated();
    }

    /** Every mail with its headers, in the order in which they came. */
    public List<String> mails() {
        return mails;
    }

    @Override
    public void close() {
        server.stop();
    }
}
