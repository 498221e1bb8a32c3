package io.brook.capture.run;

import io.brook.capture.batch.ShuntCounters;

/** Counts what happened to a spool's packets since its capture was started. May be read by any thread. */
public final class SpoolCounters {
    private volatile long before = -1;
    private volatile long packets;
    private volatile long newest;
    private volatile long duplicates;
    private volatile ShuntCounters shunted = ShuntCounters.NONE;

    void begin(long packetsBefore) {
        before = before < 0 ? packetsBefore : before;
        packets = packetsBefore;
    }

    void committed(long allPackets, long newestTime, long allDuplicates, ShuntCounters allShunted) {
        packets = allPackets;
        newest = newestTime;
        duplicates = allDuplicates;
        shunted = allShunted;
    }

    /** Packets that this process has published. */
    public long packets() {
        return Math.max(0, packets - before);
    }

    /** The time of the latest packet that Kafka has, in nanoseconds since the epoch; 0 before the first commit. */
    public long newest() {
        return newest;
    }

    /** Packets that were left out because another link had already had them, since the sensor began. */
    public long duplicates() {
        return duplicates;
    }

    /** What of their payload was left out because workers have said that nobody needs it, since it was last begun. */
    public ShuntCounters shunted() {
        return shunted;
    }
}
