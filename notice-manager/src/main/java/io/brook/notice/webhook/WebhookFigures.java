package io.brook.notice.webhook;

import java.util.concurrent.atomic.LongAdder;

/** Counts notices for webhooks of this process since it started. Safe to use from any thread. */
public final class WebhookFigures {
    private final LongAdder posted = new LongAdder();
    private final LongAdder failed = new LongAdder();
    private final LongAdder givenUp = new LongAdder();

    void posted() {
        posted.increment();
    }

    void failed() {
        failed.increment();
    }

    void givenUp() {
        givenUp.increment();
    }

    /** Notices that receivers have accepted. */
    public long countPosted() {
        return posted.sum();
    }

    /** Attempts that failed and are repeated. */
    public long countFailed() {
        return failed.sum();
    }

    /** Notices that were given up. */
    public long countGivenUp() {
        return givenUp.sum();
    }
}
