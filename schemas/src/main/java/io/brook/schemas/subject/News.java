package io.brook.schemas.subject;

import io.brook.schemas.log.KnownServicesLog;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.log.SoftwareLog;
import java.time.Duration;
import org.apache.avro.specific.SpecificRecord;

/**
 * Whether an observation is news: for the owner of a subject, who then logs it, and for workers, who need not report what is
 * none. Something seen before is news again after a day (Zeek's {@code Known::host_store_expiry} and the like), a service also
 * when it speaks a protocol that it was not known to speak, and software also when it is of another version.
 */
public final class News {
    /** For how long something is known, in nanoseconds. */
    public static final long EXPIRY = Duration.ofDays(1).toNanos();

    /** What a service is called of which no protocol was found out. */
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
     * Whether an observation can be kept back by one who may not know the latest: only of what, once known, stays known, and
     * so not of versions, which change to and fro.
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
