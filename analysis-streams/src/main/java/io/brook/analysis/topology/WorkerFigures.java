package io.brook.analysis.topology;

import io.brook.analysis.emit.SessionEnd;
import io.brook.analysis.site.WorkerLimits;
import io.brook.schemas.count.Tally;
import io.brook.schemas.log.AnalyzerLog;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.log.WeirdLog;
import io.brook.schemas.store.SnapshotFigures;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.LongAdder;
import org.apache.avro.specific.SpecificRecord;

/**
 * What the workers of this process have done since it started, for whoever watches it. What was analysed again after a failure is
 * counted again. Safe to use from any thread.
 */
public final class WorkerFigures {
    private final WorkerLimits limits = WorkerLimits.ofHeap();
    private final SnapshotFigures snapshots = new SnapshotFigures();
    private final LongAdder packets = new LongAdder();
    private final LongAdder bytes = new LongAdder();
    private final Tally lines = new Tally();
    private final Tally weirds = new Tally();
    private final Tally violations = new Tally();
    private final Map<SessionEnd, Tally> sessions = new EnumMap<>(SessionEnd.class);
    /** Of each task, the time up to which it has heard all of each sensor. */
    private final List<Map<String, Long>> reached = new CopyOnWriteArrayList<>();

    private final Map<String, LongAdder> badChecksums = Map.of(
            "bad_IP_checksum", new LongAdder(),
            "bad_TCP_checksum", new LongAdder(),
            "bad_UDP_checksum", new LongAdder(),
            "bad_ICMP_checksum", new LongAdder());

    public WorkerFigures() {
        for (SessionEnd cause : SessionEnd.values()) {
            sessions.put(cause, new Tally());
        }
    }

    /** What all workers of the process may hold together. */
    WorkerLimits limits() {
        return limits;
    }

    /** @param data captured bytes */
    void analysed(int more, int data) {
        packets.add(more);
        bytes.add(data);
    }

    void badChecksum(String weird) {
        badChecksums.get(weird).increment();
    }

    void said(SpecificRecord line) {
        lines.count(LogStream.of(line).path());
        if (line instanceof AnalyzerLog violation) {
            violations.count(violation.getAnalyzerName());
        }
    }

    void reported(SpecificRecord found) {
        if (found instanceof WeirdLog weird) {
            weirds.count(weird.getName());
        }
    }

    void sessionEnded(String analyzer, SessionEnd cause) {
        sessions.get(cause).count(analyzer);
    }

    /** A task begins; what it gets is for the times up to which it has heard all of each sensor. */
    Map<String, Long> beginTask() {
        Map<String, Long> times = new ConcurrentHashMap<>();
        reached.add(times);
        return times;
    }

    void endTask(Map<String, Long> times) {
        reached.removeIf(each -> each == times);
    }

    /** Packets taken in. */
    public long packets() {
        return packets.sum();
    }

    /** The captured bytes of these packets, without what the capture left out. */
    public long bytes() {
        return bytes.sum();
    }

    /** Connections that are open now. */
    public int openConnections() {
        return limits.open();
    }

    /** So many may be open. */
    public int maxConnections() {
        return limits.maxConnections();
    }

    /** Lines that were sent to the logs, by log. */
    public Map<String, Long> lines() {
        return lines.counts();
    }

    /** What was odd, by its name in weird.log, with what is not logged because it repeats. */
    public Map<String, Long> weirds() {
        return weirds.counts();
    }

    /** Connections that do not speak what they were said to speak, as analyzer.log tells, by analyzer. */
    public Map<String, Long> violations() {
        return violations.counts();
    }

    /** Sessions that have ended before their connections, by analyzer. */
    public Map<String, Long> sessionsEnded(SessionEnd cause) {
        return sessions.get(cause).counts();
    }

    /** The time up to which all tasks have heard all of each sensor that has not ended, in nanoseconds since the epoch. */
    public Map<String, Long> packetTimes() {
        Map<String, Long> times = new TreeMap<>();
        reached.forEach(task -> task.forEach((sensor, time) -> times.merge(sensor, time, Math::min)));
        return times;
    }

    public SnapshotFigures snapshots() {
        return snapshots;
    }

    public BadChecksums badChecksums() {
        return new BadChecksums(
                count("bad_IP_checksum"),
                count("bad_TCP_checksum"),
                count("bad_UDP_checksum"),
                count("bad_ICMP_checksum"));
    }

    private long count(String weird) {
        return badChecksums.get(weird).sum();
    }
}
