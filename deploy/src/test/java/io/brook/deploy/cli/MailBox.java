package io.brook.deploy.cli;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.subethamail.smtp.RejectException;
import org.subethamail.smtp.server.SMTPServer;

/** An SMTP server on a free port that keeps what it gets, or takes nothing. */
final class MailBox implements AutoCloseable {
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

    static MailBox open() {
        return new MailBox(false);
    }

    static MailBox refusing() {
        return new MailBox(true);
    }

    int port() {
        return server.getPortAllocated();
    }

    /** Every mail with its headers, in the order in which they came. */
    List<String> mails() {
        return mails;
    }

    @Override
    public void close() {
        server.stop();
    }
}
