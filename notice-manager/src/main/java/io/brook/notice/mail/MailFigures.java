package io.brook.notice.mail;

import java.util.concurrent.atomic.LongAdder;

/** Counts mails of this process since it started. Safe to use from any thread. */
public final class MailFigures {
    private final LongAdder sent = new LongAdder();
    private final LongAdder refused = new LongAdder();
    private final LongAdder givenUp = new LongAdder();
    private volatile int waiting;

    void sent() {
        sent.increment();
    }

    void refused() {
        refused.increment();
    }

    void givenUp() {
        givenUp.increment();
    }

    void waiting(int notices) {
        waiting = notices;
    }

    /** Mails that the server has accepted, for at least one of their recipients. */
    public long countSent() {
        return sent.sum();
    }

    /** How often the server has refused a recipient, for now or for good. */
    public long countRefused() {
        return refused.sum();
    }

    /** Notices that were given up for some of their recipients, because these were refused for too long. */
    public long countGivenUp() {
        return givenUp.sum();
    }

    /** Notices that some of their recipients have not received yet. */
    public int waiting() {
        return waiting;
    }
}
