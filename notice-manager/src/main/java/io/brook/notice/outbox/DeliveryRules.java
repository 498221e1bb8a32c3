package io.brook.notice.outbox;

import java.time.Duration;

/**
 * How long a receiver is patiently tried.
 *
 * @param giveUpAfter how long deliveries to a receiver fail before what is as old is given up for it
 */
public record DeliveryRules(Duration giveUpAfter) {
    /** As the settings are by default. */
    public static final DeliveryRules DEFAULT = new DeliveryRules(Duration.ofHours(24));

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
        return giveUpAfter.toHours() > 0 ? "for " + giveUpAfter.toHours() + " h" : "for " + giveUpAfter.toSeconds() + " s";
    }
}
