package io.brook.deploy.node;

import io.brook.notice.outbox.DeliveryException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Delivers to one receiver as there is something to deliver. */
final class Delivering {
    private static final long PERIOD_MS = 1_000;
    private static final long LONGEST_PAUSE_MS = 300_000;

    private Delivering() {}

    /** One go. */
    @FunctionalInterface
    interface Delivery {
        /** @throws DeliveryException when the receiver takes nothing now */
        void deliverPending() throws DeliveryException, InterruptedException;
    }

    /**
     * Runs until it is interrupted. After failures it pauses for up to 2, 4, 8 ... 300 seconds, at least for half of that: by chance, so that
     * not all processes that a receiver has failed come back to it at once.
     *
     * @param say takes a line when something cannot be delivered; it is tried again
     */
    static Void run(Delivery delivery, Consumer<String> say) throws InterruptedException {
        long longest = PERIOD_MS;
        while (true) {
            try {
                delivery.deliverPending();
                longest = PERIOD_MS;
                TimeUnit.MILLISECONDS.sleep(PERIOD_MS);
            } catch (DeliveryException e) {
                longest = Math.min(2 * longest, LONGEST_PAUSE_MS);
                long pause = pause(longest, ThreadLocalRandom.current().nextDouble());
                say.accept(e.getMessage() + "; trying again in " + TimeUnit.MILLISECONDS.toSeconds(pause) + " s");
                TimeUnit.MILLISECONDS.sleep(pause);
            }
        }
    }

    /** @param chance from 0 to 1 */
    private static long pause(long longest, double chance) {
        return longest / 2 + (long) (chance * longest / 2);
    }
}
