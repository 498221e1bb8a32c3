package io.brook.deploy.replay;

import java.io.DataInput;
import java.io.DataOutput;
import java.io.IOException;

/**
 * A packet that is cut out of the topic packets.
 *
 * @param time in nanoseconds since the epoch
 * @param linkType the LINKTYPE_ number
 * @param original its length on the wire, in bytes
 * @param trimmed how many captured bytes at its end were not published
 * @param data the others
 */
record CutPacket(long time, int linkType, int original, int trimmed, byte[] data) {
    private static final int OVERHEAD = 64;

    /** The memory that it takes, in bytes. */
    int size() {
        return OVERHEAD + data.length;
    }

    void write(DataOutput out) throws IOException {
        out.writeLong(time);
        out.writeInt(linkType);
        out.writeInt(original);
        out.writeInt(trimmed);
        out.writeInt(data.length);
        out.write(data);
    }

    static CutPacket read(DataInput in) throws IOException {
        long time = in.readLong();
        int linkType = in.readInt();
        int original = in.readInt();
        int trimmed = in.readInt();
        byte[] data = new byte[in.readInt()];
        in.readFully(data);
        return new CutPacket(time, linkType, original, trimmed, data);
    }
}
