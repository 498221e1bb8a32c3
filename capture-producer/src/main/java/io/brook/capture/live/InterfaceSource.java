package io.brook.capture.live;

import io.brook.capture.source.Packet;
import io.brook.capture.source.PacketSource;
import io.brook.capture.source.SourceCounters;
import io.brook.capture.source.SourceException;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.pcap4j.core.NotOpenException;
import org.pcap4j.core.PcapHandle;
import org.pcap4j.core.PcapNativeException;
import org.pcap4j.core.RawPacketListener;

/** The packets of a network interface, with times in nanoseconds, from the moment at which it is opened. */
public final class InterfaceSource implements PacketSource {
    /** Packets taken from the kernel at once. */
    private static final int BLOCK = 1024;

    /** After this time the kernel passes on what it has, even if that is little. */
    static final int HANDOVER_MS = 10;

    /**
     * How long ago the latest missing packet can have arrived when there is none to read: the kernel holds packets back for
     * {@link #HANDOVER_MS}, and needs a moment itself. Also how far neighbouring packets can be out of order, for example when several
     * processors receive them.
     */
    private static final long MARGIN = TimeUnit.MILLISECONDS.toNanos(100);

    private final String name;
    private final PcapHandle handle;
    private final int linkType;
    private final KernelCounters counters;
    private final Packet packet = new Packet();
    private final RawPacketListener taker = this::take;
    private final byte[][] frames = new byte[BLOCK][];
    private final long[] times = new long[BLOCK];
    private final int[] lengths = new int[BLOCK];
    private int taken;
    private int next;
    private long settled;

    private InterfaceSource(String name, PcapHandle handle, long opened) {
        this.name = name;
        this.handle = handle;
        settled = opened;
        linkType = LinkTypes.of(handle.getDlt().value());
        counters = new KernelCounters(handle);
    }

    /**
     * Opens an interface.
     *
     * @param name the system's name of it
     * @throws SourceException when libpcap is not there, there is no such interface, it may not be opened, or the filter is none
     */
    public static InterfaceSource open(String name, InterfaceOptions options) throws SourceException {
        long now = now();
        return new InterfaceSource(name, Opening.open(name, options), now);
    }

    @Override
    public Next next() throws SourceException {
        if (next == taken && !refill()) {
            return Next.NOTHING_YET;
        }
        byte[] frame = frames[next];
        frames[next] = null;
        settled = Math.max(settled, times[next] - MARGIN);
        packet.set(linkType, times[next], frame, 0, frame.length, lengths[next]);
        next++;
        return Next.PACKET;
    }

    private boolean refill() throws SourceException {
        long now = now();
        taken = 0;
        next = 0;
        try {
            handle.dispatch(BLOCK, taker);
        } catch (PcapNativeException e) {
            throw new SourceException(name + ": " + Opening.reason(e), e);
        } catch (NotOpenException e) {
            throw new SourceException(name + ": has been closed", e);
        } catch (InterruptedException e) {
            // Another thread told libpcap to stop; that one has its own way to say so here.
            Thread.currentThread().interrupt();
        }
        if (taken == 0) {
            settled = Math.max(settled, now - MARGIN);
        }
        return taken > 0;
    }

    private void take(byte[] frame) {
        Timestamp time = handle.getTimestamp();
        frames[taken] = frame;
        times[taken] = TimeUnit.MILLISECONDS.toSeconds(time.getTime()) * 1_000_000_000 + time.getNanos();
        lengths[taken] = handle.getOriginalLength();
        taken++;
    }

    private static long now() {
        Instant now = Instant.now();
        return now.getEpochSecond() * 1_000_000_000 + now.getNano();
    }

    @Override
    public Packet packet() {
        return packet;
    }

    @Override
    public long settled() {
        return settled;
    }

    @Override
    public SourceCounters counters() {
        return counters.read();
    }

    @Override
    public void close() {
        // Both its reader and its owner close it; libpcap's binding would complain the second time.
        if (handle.isOpen()) {
            counters.read();
            handle.close();
        }
    }
}
