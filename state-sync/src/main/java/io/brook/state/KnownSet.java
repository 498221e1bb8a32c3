package io.brook.state;

import io.brook.schemas.log.KnownServicesLog;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.SoftwareLog;
import io.brook.schemas.subject.News;
import io.brook.schemas.subject.Report;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/**
 * What is known of one sensor's hosts, services, certificates or software, by subject. Takes in what is observed of them, in
 * the order of time, and tells what of it is {@linkplain News news}. Time is the traffic's.
 *
 * <p>Remembers the subjects of one day.
 */
final class KnownSet {
    /** Each by when it came to be known, the oldest first. */
    private final Map<String, Known> subjects = new LinkedHashMap<>();

    private record Known(long since, SpecificRecord line) {}

    /**
     * What was not known before.
     *
     * @param line what is to be logged
     * @param known all that is known of the subject now
     */
    record Change(SpecificRecord line, SpecificRecord known) {}

    /** Takes in an observation. */
    Optional<Change> observe(Report report) {
        forgetExpired(report.time());
        Known before = subjects.get(report.subject());
        if (before == null) {
            return Optional.of(learn(report.subject(), report.time(), report.found(), report.found()));
        }
        if (!News.isNews(before.line, report.found())) {
            return Optional.empty();
        }
        if (before.line instanceof KnownServicesLog old && report.found() instanceof KnownServicesLog seen) {
            return Optional.of(learn(report.subject(), before.since, more(old, seen), both(old, seen)));
        }
        if (report.found() instanceof SoftwareLog seen) {
            return Optional.of(learn(report.subject(), before.since, seen, since(before.since, seen)));
        }
        return Optional.empty();
    }

    private Change learn(String subject, long since, SpecificRecord line, SpecificRecord known) {
        subjects.put(subject, new Known(since, known));
        return new Change(line, known);
    }

    /** The protocols that were not known. */
    private static KnownServicesLog more(KnownServicesLog known, KnownServicesLog seen) {
        List<String> more = new ArrayList<>(seen.getService());
        more.removeAll(known.getService());
        return with(more, seen);
    }

    private static KnownServicesLog both(KnownServicesLog known, KnownServicesLog seen) {
        List<String> all = new ArrayList<>(known.getService());
        all.addAll(more(known, seen).getService());
        return with(all, known);
    }

    private static KnownServicesLog with(List<String> services, KnownServicesLog line) {
        return new KnownServicesLog(
                line.getMeta(), line.getTs(), line.getHost(), line.getPortNum(), line.getPortProto(), services);
    }

    private static SoftwareLog since(long time, SoftwareLog line) {
        return new SoftwareLog(
                new LogMeta(line.getMeta().getSensor(), time),
                line.getTs(),
                line.getHost(),
                line.getHostP(),
                line.getSoftwareType(),
                line.getName(),
                line.getVersion(),
                line.getUnparsedVersion());
    }

    private void forgetExpired(long now) {
        Iterator<Known> oldest = subjects.values().iterator();
        while (oldest.hasNext() && now - oldest.next().since >= News.EXPIRY) {
            oldest.remove();
        }
    }

    /** How many subjects are remembered. */
    int size() {
        return subjects.size();
    }
}
