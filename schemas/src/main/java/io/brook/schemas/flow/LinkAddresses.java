package io.brook.schemas.flow;

import static io.brook.schemas.flow.Bytes.i32;
import static io.brook.schemas.flow.Bytes.u16;

/** Who sent a frame and to whom, by the addresses of its link layer; they are read when they are asked for. */
final class LinkAddresses {
    private static final int NONE = -1;

    private byte[] data;
    private int sourceAt = NONE;
    private int targetAt = NONE;

    void forget() {
        sourceAt = NONE;
        targetAt = NONE;
    }

    /** The addresses are there; says so, for use between checks. */
    boolean fromTo(byte[] frame, int source, int target) {
        data = frame;
        sourceAt = source;
        targetAt = target;
        return true;
    }

    /** Only the sender is known. */
    boolean from(byte[] frame, int source) {
        return fromTo(frame, source, NONE);
    }

    /**
     * Those of IEEE 802.11 (table 9-30): which is whose depends on whether the frame goes to and comes from a distribution system.
     *
     * @param distribution the bits to (1) and from (2)
     */
    boolean wireless(byte[] frame, int header, int distribution) {
        return switch (distribution) {
            case 0 -> fromTo(frame, header + 10, header + 4);
            case 1 -> fromTo(frame, header + 10, header + 16);
            case 2 -> fromTo(frame, header + 16, header + 4);
            default -> fromTo(frame, header + 24, header + 16);
        };
    }

    /** 48 bits; 0 when it is not known. */
    long source() {
        return read(sourceAt);
    }

    /** 48 bits; 0 when it is not known. */
    long target() {
        return read(targetAt);
    }

    private long read(int from) {
        return from == NONE ? 0 : (long) u16(data, from) << 32 | i32(data, from + 2) & 0xffffffffL;
    }
}
