package io.brook.capture.run;

/** Counts what happened to a spool's packets since its capture was started. May be read by any thread. */
public final class SpoolCounters {
    private volatile long before = -1;
    private volatile long packets;
    private volatile long newest;
    private volatile long duplicates;

    void begin(long packetsBefore) {
        before = before < 0 ? packetsBefore : before;
        packets = packetsBefore;
    }

    void committed(long allPackets, long newestTime, long allDuplicates) {
        packets = allPackets;
        newest = newestTime;
        duplicates = allDuplicates;
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
}
