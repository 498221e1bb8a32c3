package io.brook.capture.source;

/**
 * What an Interface Description Block (draft-ietf-opsawg-pcapng, section 4.2) says of the packets of one interface.
 *
 * @param linkType a LINKTYPE_ number
 * @param snapLength the most bytes captured of a packet, an unsigned number; 0 for all of them
 * @param offset seconds to add to each timestamp
 */
record PcapngInterface(int linkType, int snapLength, TimestampUnit unit, long offset) {
    /** The block without options. */
    static final int MIN_BLOCK = 20;

    private static final int OPTIONS = 16;
    private static final int TRAILER = 4;
    private static final int END = 0;
    private static final int RESOLUTION = 9;
    private static final int OFFSET = 14;
    /** More seconds than any time has, and few enough for nanoseconds. */
    private static final long MAX_OFFSET = TimestampUnit.MAX_TIME / 1_000_000_000;

    /** Reads the block that starts where the input stands, and lies in the buffer whole. */
    static PcapngInterface read(TraceInput in, int blockLength) throws DamageException {
        TimestampUnit unit = TimestampUnit.MICROSECONDS;
        long offset = 0;
        int end = blockLength - TRAILER;
        int at = OPTIONS;
        while (end - at >= 4 && in.u16(at) != END) {
            int length = in.u16(at + 2);
            if (end - at - 4 < length) {
                throw new DamageException("an interface's options run over");
            }
            switch (in.u16(at)) {
                case RESOLUTION -> {
                    check(length, 1);
                    unit = TimestampUnit.of(in.u8(at + 4));
                }
                case OFFSET -> {
                    check(length, 8);
                    offset = in.i64(at + 4);
                }
                default -> {
                    // says nothing about packets
                }
            }
            at += 4 + (length + 3 & ~3);
        }
        return new PcapngInterface(in.u16(8), in.i32(12), unit, offset);
    }

    private static void check(int length, int expected) throws DamageException {
        if (length != expected) {
            throw new DamageException(
                    "an interface's time option of " + length + " bytes, where " + expected + " are due");
        }
    }

    /** The time of a packet in nanoseconds since the epoch, from 0 to {@link TimestampUnit#MAX_TIME}. */
    long time(long ticks) {
        long time = unit.nanoseconds(ticks);
        if (offset == 0) {
            return time;
        }
        long seconds = Math.max(-MAX_OFFSET, Math.min(offset, MAX_OFFSET));
        // Each is at most 2^62, so their sum overflows only at 2^63, where it turns negative.
        long sum = time + seconds * 1_000_000_000;
        return seconds > 0 && sum < 0 ? TimestampUnit.MAX_TIME : Math.max(0, Math.min(sum, TimestampUnit.MAX_TIME));
    }
}
