package io.brook.capture.source;

import java.io.IOException;

/**
 * The pcap format (draft-ietf-opsawg-pcap): a file header, then packets. In either byte order, with times in microseconds or
 * nanoseconds, and with the longer packet headers of Kuznetzov's patched libpcap.
 */
final class PcapFormat implements TraceFormat {
    private static final int FILE_HEADER = 24;
    private static final int MAJOR = 2;
    /** Up to this minor version some systems wrote the two lengths of a packet the other way round. */
    private static final int LENGTHS_EITHER_WAY = 3;

    private enum Variant {
        MICROSECONDS(0xa1b2c3d4, 1000, 16),
        NANOSECONDS(0xa1b23c4d, 1, 16),
        KUZNETZOV(0xa1b2cd34, 1000, 24);

        private final int magic;
        private final int nanoseconds;
        private final int packetHeader;

        Variant(int magic, int nanoseconds, int packetHeader) {
            this.magic = magic;
            this.nanoseconds = nanoseconds;
            this.packetHeader = packetHeader;
        }
    }

    private final TraceInput in;
    private final Variant variant;
    private final boolean swapLengths;
    private final int linkType;

    private PcapFormat(TraceInput in, Variant variant) throws IOException {
        this.in = in;
        this.variant = variant;
        in.need(FILE_HEADER, "its file header");
        if (in.u16(4) != MAJOR) {
            throw new DamageException("pcap version " + in.u16(4) + "." + in.u16(6) + " is not known");
        }
        swapLengths = in.u16(6) <= LENGTHS_EITHER_WAY;
        // The upper half says whether frames end with a checksum, which an IP packet's own length tells as well.
        linkType = in.i32(20) & 0xffff;
        in.advance(FILE_HEADER);
    }

    /** The format at the start of this input, which is four bytes long at least; null where it is another one. */
    static PcapFormat recognise(TraceInput in) throws IOException {
        in.bigEndian(true);
        int magic = in.i32(0);
        for (Variant variant : Variant.values()) {
            if (magic == variant.magic || magic == Integer.reverseBytes(variant.magic)) {
                in.bigEndian(magic == variant.magic);
                return new PcapFormat(in, variant);
            }
        }
        return null;
    }

    @Override
    public boolean next(Packet packet) throws IOException {
        int header = variant.packetHeader;
        if (in.atEnd(header, "a packet's header")) {
            return false;
        }
        int captured = in.i32(8);
        int original = in.i32(12);
        if (swapLengths && Integer.compareUnsigned(captured, original) > 0) {
            int swapped = captured;
            captured = original;
            original = swapped;
        }
        int length = header + TraceFormat.capturedLength(captured);
        in.need(length, "a packet");
        long time = in.u32(0) * 1_000_000_000 + in.u32(4) * variant.nanoseconds;
        packet.set(linkType, time, in.buffer(), in.at() + header, captured, original);
        in.advance(length);
        return true;
    }
}
