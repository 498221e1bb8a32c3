package io.brook.capture.live;

import io.brook.capture.source.SourceCounters;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapStat;

/** The kernel's counters for a handle: numbers of 32 bits, which wrap around. */
final class KernelCounters {
    private static final long MASK = 0xffff_ffffL;

    private final PcapHandle handle;
    private long lastReceived;
    private long lastDropped;
    private long lastDroppedByInterface;
    private SourceCounters sum = SourceCounters.NONE;

    KernelCounters(PcapHandle handle) {
        this.handle = handle;
    }

    /** The totals since the handle was opened; after it was closed, the last ones read. */
    SourceCounters read() {
        if (!handle.isOpen()) {
            return sum;
        }
        try {
            PcapStat stat = handle.getStats();
            long received = stat.getNumPacketsReceived();
            long dropped = stat.getNumPacketsDropped();
            long byInterface = stat.getNumPacketsDroppedByIf();
            sum = sum.plus(new SourceCounters(
                    received - lastReceived & MASK,
                    dropped - lastDropped & MASK,
                    byInterface - lastDroppedByInterface & MASK));
            lastReceived = received;
            lastDropped = dropped;
            lastDroppedByInterface = byInterface;
        } catch (PcapNativeException | NotOpenException e) {
            // The interface has gone, which is reported elsewhere; the last counters stay.
            return sum;
        }
        return sum;
    }
}
