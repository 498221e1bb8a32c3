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
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import org.apache.avro.specific.SpecificRecord;

/**
 * What is known of one sensor's hosts, services, certificates or software, by subject. Processes observations in the order of time, and
 * decides which are {@linkplain News news}. Time is the traffic's.
 *
 * <p>Remembers the subjects of one day.
 */
final class KnownSet {
    /** Zeek writes it this much later, because another connection may show what is served on the port. */
    private static final long UNNAMED_SERVICE_DELAY = Duration.ofMinutes(5).toNanos();

    /** In the order in which they became known, the oldest first. */
    private final SavedMap<String, Known> subjects;

    private final Consumer<String> forgotten;

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
     * News about a subject.
     *
     * @param line the line to be logged
     * @param known everything that is known of the subject now
     */
    record Change(SpecificRecord line, SpecificRecord known) {}

    /**
     * @param name the kind of subjects, which distinguishes the sets of a sensor
     * @param forgotten is told of subjects that are forgotten
     */
    KnownSet(SavedMaps maps, String sensor, String name, Consumer<String> forgotten) {
        subjects = maps.map(sensor, name, Codec.STRING, CODEC);
        this.forgotten = forgotten;
    }

    /**
     * Processes an observation.
     *
     * @param noticed when Zeek would have made it: it notices the end of a connection with the next packet
     */
    Optional<Change> observe(Report report, long noticed) {
        forgetExpired(report.time());
        String subject = report.subject();
        Known before = subjects.get(subject);
        if (before != null && !News.isNews(before.line, report.found())) {
            return Optional.empty();
        }
        if (report.found() instanceof KnownServicesLog seen) {
            return Optional.of(service(subject, before, seen, noticed));
        }
        long since = before == null ? report.time() : before.since;
        SpecificRecord known = report.found() instanceof SoftwareLog software ? since(since, software) : report.found();
        return Optional.of(learn(subject, since, report.found(), known));
    }

    private Change learn(String subject, long since, SpecificRecord line, SpecificRecord known) {
        subjects.put(subject, new Known(since, known));
        return new Change(line, known);
    }

    /** Logs the protocols that were not known. */
    private Change service(String subject, Known before, KnownServicesLog seen, long noticed) {
        long since = before == null ? noticed : before.since;
        List<String> all =
                before == null ? new ArrayList<>() : new ArrayList<>(((KnownServicesLog) before.line).getService());
        List<String> more = new ArrayList<>(seen.getService());
        more.removeAll(all);
        all.addAll(more);
        long written = more.contains(News.UNNAMED_SERVICE) ? noticed + UNNAMED_SERVICE_DELAY : noticed;
        return learn(subject, since, service(written, noticed, more, seen), service(since, since, all, seen));
    }

    private static KnownServicesLog service(long written, long time, List<String> services, KnownServicesLog of) {
        LogMeta meta = new LogMeta(of.getMeta().getSensor(), written);
        return new KnownServicesLog(meta, time, of.getHost(), of.getPortNum(), of.getPortProto(), services);
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
            forgetFirst();
        }
    }

    private void forgetFirst() {
        String subject = subjects.firstKey();
        subjects.remove(subject);
        forgotten.accept(subject);
    }

    /** Forgets everything: there will be no more observations. */
    void end() {
        while (!subjects.isEmpty()) {
            forgetFirst();
        }
    }

    /** How many subjects are remembered. */
    int size() {
        return subjects.size();
    }
}
