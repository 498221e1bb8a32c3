package io.brook.analysis.detect.scan;

import io.brook.analysis.state.StateCodec;
import io.brook.schemas.log.ConnLog;
import io.brook.schemas.record.FailedAttempt;
import io.brook.schemas.record.Notice;
import io.brook.schemas.store.Codec;
import io.brook.schemas.store.SavedMap;
import io.brook.schemas.store.SavedMaps;
import java.time.Duration;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * Finds hosts that scan addresses: a source whose TCP connections to many different targets fail within a short time. One
 * instance counts for all sources of one sensor that a task owns; it must be told of attempts in the order of their times.
 *
 * <p>Raises a notice when a source's distinct targets within the interval reach the threshold, and then counts from nothing.
 * Remembers at most {@value #MAX_SOURCES} sources and {@value #MAX_TARGETS} targets of all of them; the source that has been
 * quiet for longest goes first.
 */
public final class AddressScan {
    /** The notice's type, as Zeek's scan detection called it. */
    public static final String NOTE = "Scan::Address_Scan";

    static final int MAX_SOURCES = 100_000;
    static final int MAX_TARGETS = 400_000;
    private static final int MIXED_PORTS = -1;
    private static final long SUPPRESS_FOR = Duration.ofHours(1).toNanos();

    private final int threshold;
    private final long interval;

    /** In the order of their last attempt. */
    private final SavedMap<String, Source> sources;

    /** How many targets all sources have. */
    private int targets;

    private static final class Source {
        /** When each target was last tried, in that order. */
        private final Map<String, Long> targets = new LinkedHashMap<>();

        private long first;
        private long last;
        private int port;
    }

    /**
     * @param threshold distinct targets that make a scan
     * @param interval the time within which they must be tried
     * @param sensor whose traffic it is
     * @param maps where it is kept what was counted
     */
    public AddressScan(int threshold, Duration interval, String sensor, SavedMaps maps) {
        this.threshold = threshold;
        this.interval = interval.toNanos();
        sources = maps.map(sensor, "scan", Codec.STRING, StateCodec.of(Source.class));
        sources.forEach((name, source) -> targets += source.targets.size());
    }

    /** What a finished connection says about scans: something only when its target refused or never answered. */
    public static Optional<FailedAttempt> evidence(ConnLog line) {
        return switch (line.getConnState()) {
            case "S0", "REJ", "RSTOS0", "SH" ->
                line.getProto().equals("tcp")
                        ? Optional.of(new FailedAttempt(
                                line.getMeta(),
                                line.getId().getOrigH(),
                                line.getId().getRespH(),
                                line.getId().getRespP(),
                                line.getUid()))
                        : Optional.empty();
            default -> Optional.empty();
        };
    }

    /** Counts an attempt. */
    public Optional<Notice> observe(FailedAttempt attempt) {
        long time = attempt.getMeta().getWritten();
        forgetQuietSources(time);
        Source source = sources.get(attempt.getSource());
        if (source == null) {
            source = new Source();
            makeRoom();
        }
        forgetOldTargets(source, time);
        if (source.targets.isEmpty()) {
            source.first = time;
            source.port = attempt.getPort();
        } else if (source.port != attempt.getPort()) {
            source.port = MIXED_PORTS;
        }
        source.last = time;
        // Last tried, so last in order.
        if (source.targets.remove(attempt.getTarget()) == null) {
            targets++;
        }
        source.targets.put(attempt.getTarget(), time);
        sources.putLast(attempt.getSource(), source);
        if (targets > MAX_TARGETS) {
            forgetQuietest();
        }
        if (source.targets.size() < threshold) {
            return Optional.empty();
        }
        sources.remove(attempt.getSource());
        targets -= source.targets.size();
        return Optional.of(notice(attempt, source));
    }

    private void forgetQuietSources(long time) {
        while (!sources.isEmpty() && sources.first().last <= time - interval) {
            forgetQuietest();
        }
    }

    private void makeRoom() {
        if (sources.size() >= MAX_SOURCES) {
            forgetQuietest();
        }
    }

    private void forgetQuietest() {
        targets -= sources.remove(sources.firstKey()).targets.size();
    }

    private void forgetOldTargets(Source source, long time) {
        Iterator<Long> oldest = source.targets.values().iterator();
        while (oldest.hasNext()) {
            long tried = oldest.next();
            if (tried > time - interval) {
                source.first = tried;
                return;
            }
            oldest.remove();
            targets--;
        }
    }

    private Notice notice(FailedAttempt attempt, Source source) {
        boolean onePort = source.port != MIXED_PORTS;
        String where = onePort ? " on port " + source.port + "/tcp" : "";
        String message = attempt.getSource() + " scanned at least " + threshold + " unique hosts" + where + " in "
                + inMinutes(attempt.getMeta().getWritten() - source.first);
        return Notice.newBuilder()
                .setSensor(attempt.getMeta().getSensor())
                .setNote(NOTE)
                .setIdentifier(attempt.getSource())
                .setTime(attempt.getMeta().getWritten())
                .setMsg(message)
                .setSrc(attempt.getSource())
                .setP(onePort ? source.port : null)
                .setN((long) threshold)
                .setSuppressFor(SUPPRESS_FOR)
                .build();
    }

    private static String inMinutes(long nanos) {
        Duration duration = Duration.ofNanos(nanos);
        return duration.toMinutes() + "m" + duration.toSecondsPart() + "s";
    }
}
