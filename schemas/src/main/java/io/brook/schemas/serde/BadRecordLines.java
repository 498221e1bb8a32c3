package io.brook.schemas.serde;

import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.slf4j.Logger;

/** Reports where records are that cannot be read: at most one line in a while, however many there are. */
public final class BadRecordLines {
    private static final long INTERVAL = TimeUnit.SECONDS.toNanos(10);

    private final Logger log;
    private final LongSupplier clock;
    private boolean begun;
    private long said;
    private long unsaid;

    /** @param log takes the lines */
    public BadRecordLines(Logger log) {
        this(log, System::nanoTime);
    }

    /** @param clock in nanoseconds, from any beginning */
    BadRecordLines(Logger log, LongSupplier clock) {
        this.log = log;
        this.clock = clock;
    }

    /**
     * Reports one more.
     *
     * @param goesTo the topic that it goes to
     * @param reason why it cannot be read
     */
    public synchronized void say(String topic, int partition, long offset, String goesTo, Exception reason) {
        long now = clock.getAsLong();
        if (begun && now - said < INTERVAL) {
            unsaid++;
            return;
        }
        String others = unsaid == 0 ? "" : " (and " + unsaid + " others since the last line like this)";
        log.warn("{}-{} offset {} goes to {}: {}{}", topic, partition, offset, goesTo, text(reason), others);
        begun = true;
        said = now;
        unsaid = 0;
    }

    private static String text(Exception reason) {
        String message = reason.getMessage();
        return message == null
                ? reason.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
