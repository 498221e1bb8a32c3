package io.brook.capture.batch;

import io.brook.capture.source.Packet;
import io.brook.schemas.flow.FlowKey;
import io.brook.schemas.packet.PacketBatch;
import java.util.Arrays;

/** A batch that packets of its flow are still added to. Its neighbours in {@link OpenBatches} are fields of its own. */
final class OpenBatch {
    /** More packets than this make a record whose columns weigh more than its packets. */
    static final int MAX_PACKETS = 4096;

    private static final int FIRST_PACKETS = 8;
    private static final int BYTES_PER_PACKET = Long.BYTES + 3 * Integer.BYTES;

    final FlowKey flow;
    final byte[] key;
    final int partition;
    OpenBatch older;
    OpenBatch newer;

    private final BufferPool pool;
    private int linkType;
    private long[] times = new long[FIRST_PACKETS];
    private int[] capturedLengths = new int[FIRST_PACKETS];
    private int[] originalLengths = new int[FIRST_PACKETS];

    /** Null until a packet is trimmed. */
    private int[] trimmedLengths;

    private int size;
    private byte[] data = {};
    private int length;
    private long earliest;
    private int pass;

    /**
     * @param flow this batch's own
     * @param key the flow as records are keyed by it
     */
    OpenBatch(FlowKey flow, byte[] key, int partition, BufferPool pool) {
        this.flow = flow;
        this.key = key;
        this.partition = partition;
        this.pool = pool;
    }

    boolean takes(Packet packet, int passOfPacket, int batchBytes) {
        return size == 0
                || passOfPacket == pass
                        && size < MAX_PACKETS
                        && length + packet.capturedLength() <= batchBytes
                        && packet.linkType() == linkType;
    }

    void add(Packet packet, int passOfPacket) {
        int captured = packet.capturedLength();
        if (size == 0) {
            pass = passOfPacket;
            linkType = packet.linkType();
            earliest = packet.time();
        }
        if (size == times.length) {
            growColumns();
        }
        if (length + captured > data.length) {
            growData(length + captured);
        }
        earliest = Math.min(earliest, packet.time());
        times[size] = packet.time();
        capturedLengths[size] = captured;
        originalLengths[size] = packet.originalLength();
        if (packet.trimmedLength() > 0 && trimmedLengths == null) {
            trimmedLengths = new int[times.length];
        }
        if (trimmedLengths != null) {
            trimmedLengths[size] = packet.trimmedLength();
        }
        size++;
        System.arraycopy(packet.buffer(), packet.offset(), data, length, captured);
        length += captured;
    }

    private void growColumns() {
        times = Arrays.copyOf(times, size * 2);
        capturedLengths = Arrays.copyOf(capturedLengths, size * 2);
        originalLengths = Arrays.copyOf(originalLengths, size * 2);
        if (trimmedLengths != null) {
            trimmedLengths = Arrays.copyOf(trimmedLengths, size * 2);
        }
    }

    private void growData(int needed) {
        byte[] larger = pool.take(needed);
        System.arraycopy(data, 0, larger, 0, length);
        release();
        data = larger;
    }

    /** Returns its buffer to the pool: it must not be used after that. */
    void release() {
        if (data.length > 0) {
            pool.give(data);
        }
    }

    /** Clears it for reuse, with the same flow and buffers. */
    void clear() {
        size = 0;
        length = 0;
        trimmedLengths = null;
    }

    /** The packets so far; valid until the next one is added. */
    PacketBatch batch(String sensor) {
        return new PacketBatch(
                sensor, linkType, times, capturedLengths, originalLengths, size, data, length, trimmedLengths, pass);
    }

    /** The time of the packet that was added first. */
    long firstTime() {
        return times[0];
    }

    /** The earliest time of its packets: the first one's, unless the clock went back. */
    long earliest() {
        return earliest;
    }

    /** The bytes of memory it takes. */
    int footprint() {
        return data.length + times.length * BYTES_PER_PACKET;
    }
}
