package io.brook.capture.kafka;

import io.brook.capture.batch.ShuntCounters;
import io.brook.capture.source.SourceCounters;
import java.util.concurrent.atomic.AtomicLong;

/** Counts what happened to a tap's packets since it was started. May be read by any thread. */
public final class TapCounters {
    private final AtomicLong packets = new AtomicLong();
    private final AtomicLong bytes = new AtomicLong();
    private final AtomicLong sent = new AtomicLong();
    private final AtomicLong refused = new AtomicLong();
    private final AtomicLong lag = new AtomicLong();
    private volatile SourceCounters source = SourceCounters.NONE;
    private volatile ShuntCounters shunted = ShuntCounters.NONE;

    public void taken(long allPackets, long allBytes) {
        packets.set(allPackets);
        bytes.set(allBytes);
    }

    void sent(int count) {
        sent.addAndGet(count);
    }

    void refused(int count) {
        refused.addAndGet(count);
    }

    public void lag(long nanos) {
        lag.set(nanos);
    }

    public void shunted(ShuntCounters now) {
        shunted = now;
    }

    public void source(SourceCounters now) {
        source = now;
    }

    /** Packets that were taken from the source. */
    public long packets() {
        return packets.get();
    }

    /** The captured bytes of these packets. */
    public long bytes() {
        return bytes.get();
    }

    /** What of their payload was left out because workers have said that nobody needs it. */
    public ShuntCounters shunted() {
        return shunted;
    }

    /** Packets that Kafka has. */
    public long sent() {
        return sent.get();
    }

    /** Packets that reached the source and passed its filter, including those that the kernel dropped. */
    public long received() {
        return source.received();
    }

    /** Packets for which the kernel had no room. */
    public long droppedByKernel() {
        return source.dropped();
    }

    /** Packets that the interface lost. */
    public long droppedByInterface() {
        return source.droppedByInterface();
    }

    /** Packets that were dropped because Kafka was slow and the buffer full, or that Kafka did not take. */
    public long droppedByBuffer() {
        return refused.get();
    }

    /** All packets that were lost. */
    public long dropped() {
        return droppedByKernel() + droppedByInterface() + droppedByBuffer();
    }

    /** The delay of the latest packets when they were read, in nanoseconds; 0 when none waited. */
    public long lag() {
        return lag.get();
    }
}
