package io.brook.schemas.subject;

import io.brook.schemas.log.KnownServicesLog;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.log.SoftwareLog;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;

/**
 * Whether an observation is news: for the owner of a subject, which then logs it, and for workers, which need not report it otherwise.
 * Something seen before is news again after a day (Zeek's {@code Known::host_store_expiry} and the like), a service also when it
 * speaks another protocol than those known, and software also when its version has changed.
 */
public final class News {
    /** How long something is known, in nanoseconds. */
    public static final long EXPIRY = Duration.ofDays(1).toNanos();

    /** The name of a service whose protocol is unknown. */
    public static final String UNNAMED_SERVICE = "";

    private News() {}

    /**
     * Whether an observation says more than what is known.
     *
     * @param known what is known of the same subject; its time is when it came to be known
     */
    public static boolean isNews(SpecificRecord known, SpecificRecord seen) {
        if (timeOf(seen) - timeOf(known) >= EXPIRY) {
            return true;
        }
        if (known instanceof KnownServicesLog service && seen instanceof KnownServicesLog other) {
            return !service.getService().containsAll(other.getService());
        }
        if (known instanceof SoftwareLog software && seen instanceof SoftwareLog other) {
            return !software.getVersion().equals(other.getVersion());
        }
        return false;
    }

    /**
     * Whether a worker that may not know the latest state can keep back an observation: only of things that stay known once they are
     * known, and so not of versions, which may change back and forth.
     *
     * @param known what is known of the same subject
     */
    public static boolean isNoNewsToAnybody(SpecificRecord known, SpecificRecord seen) {
        return !(seen instanceof SoftwareLog) && timeOf(seen) >= timeOf(known) && !isNews(known, seen);
    }

    private static long timeOf(SpecificRecord line) {
        return LogStream.meta(line).getWritten();
    }
}
