package io.brook.capture.live;

import io.brook.capture.source.SourceCounters;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.PcapStat;

/** What the kernel counts for a handle: numbers of 32 bits, which begin anew at zero now and then. */
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

    /** All since the handle was opened; once it is closed, what was read last. */
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
            // The interface has gone, which is told elsewhere; what was counted before stands.
            return sum;
        }
        return sum;
    }
}
