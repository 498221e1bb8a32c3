package io.brook.notice.outbox;

import java.time.Duration;

/**
 * How a receiver is treated.
 *
 * @param giveUpAfter how long deliveries to a receiver fail before what is as old is given up for it
 * @param limit how many notices a receiver gets one by one in the time of {@code limitInterval}; 0 for any number
 * @param limitInterval after which it gets those beyond the limit as one
 */
public record DeliveryRules(Duration giveUpAfter, int limit, Duration limitInterval) {
    /** Without a limit. */
    public static final DeliveryRules DEFAULT = new DeliveryRules(Duration.ofHours(24), 0, Duration.ofHours(1));

    /**
     * Whether there is no hope for a record.
     *
     * @param publishedMs when it was published, in milliseconds since the epoch
     * @param failingSinceMs since when all deliveries have failed
     */
    public boolean areOver(long publishedMs, long failingSinceMs, long nowMs) {
        return nowMs - Math.max(publishedMs, failingSinceMs) >= giveUpAfter.toMillis();
    }

    /** For messages, such as "for 24 hours". */
    public String howLong() {
        return giveUpAfter.toHours() > 0
                ? "for " + giveUpAfter.toHours() + " h"
                : "for " + giveUpAfter.toSeconds() + " s";
    }
}
