package io.brook.state;

import io.brook.schemas.log.KnownServicesLog;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.SoftwareLog;
import io.brook.schemas.store.Codec;
import io.brook.schemas.store.SavedMap;
import io.brook.schemas.store.SavedMaps;
import io.brook.schemas.subject.News;
import io.brook.schemas.subject.Report;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
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
    private final SavedMap<String, Known> subjects;

    private record Known(long since, SpecificRecord line) {}

    private static final Codec<Known> CODEC = new Codec<>() {
        private final Codec<SpecificRecord> lines = Codec.of(SpecificRecord.class);

        @Override
        public byte[] encode(Known known) {
            byte[] line = lines.encode(known.line);
            return ByteBuffer.allocate(Long.BYTES + line.length)
                    .putLong(known.since)
                    .put(line)
                    .array();
        }

        @Override
        public Known decode(byte[] bytes) {
            long since = ByteBuffer.wrap(bytes).getLong();
            return new Known(since, lines.decode(Arrays.copyOfRange(bytes, Long.BYTES, bytes.length)));
        }
    };

    /**
     * What was not known before.
     *
     * @param line what is to be logged
     * @param known all that is known of the subject now
     */
    record Change(SpecificRecord line, SpecificRecord known) {}

    /** @param name what all of it is, among what is known of the sensor */
    KnownSet(SavedMaps maps, String sensor, String name) {
        subjects = maps.map(sensor, name, Codec.STRING, CODEC);
    }

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
        while (!subjects.isEmpty() && now - subjects.first().since >= News.EXPIRY) {
            subjects.remove(subjects.firstKey());
        }
    }

    /** How many subjects are remembered. */
    int size() {
        return subjects.size();
    }
}
