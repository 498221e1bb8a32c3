package io.brook.capture.source;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * The pcapng format (draft-ietf-opsawg-pcapng): sections, each in its own byte order and with interfaces of its own, made of
 * blocks. Packets come in three kinds of blocks; other blocks are skipped.
 */
final class PcapngFormat implements TraceFormat {
    /** The most interfaces of one section: more than any capture has, and few enough to keep in memory. */
    static final int MAX_INTERFACES = 65_536;

    private static final int SECTION = 0x0a0d0d0a;
    private static final int INTERFACE = 1;
    private static final int OBSOLETE_PACKET = 2;
    private static final int SIMPLE_PACKET = 3;
    private static final int ENHANCED_PACKET = 6;

    private static final int BYTE_ORDER_MAGIC = 0x1a2b3c4d;
    private static final int MAJOR = 1;
    private static final int MIN_SECTION = 28;
    private static final int MIN_BLOCK = 12;
    private static final int BLOCK_HEADER = 8;
    private static final int TRAILER = 4;
    private static final int PACKET_DATA = 28;
    private static final int SIMPLE_DATA = 12;

    private final TraceInput in;
    private final List<PcapngInterface> interfaces = new ArrayList<>();
    private long lastTime;

    private PcapngFormat(TraceInput in) throws IOException {
        this.in = in;
        section();
    }

    /** The format at the start of this input, which is four bytes long at least; null where it is another one. */
    static PcapngFormat recognise(TraceInput in) throws IOException {
        return in.i32(0) == SECTION ? new PcapngFormat(in) : null;
    }

    @Override
    public boolean next(Packet packet) throws IOException {
        while (!in.atEnd(BLOCK_HEADER, "a block's header")) {
            switch (in.i32(0)) {
                case SECTION -> section();
                case INTERFACE -> describe();
                case ENHANCED_PACKET -> {
                    packet(packet, wholeBlock(PACKET_DATA + TRAILER), in.i32(8));
                    return true;
                }
                case OBSOLETE_PACKET -> {
                    packet(packet, wholeBlock(PACKET_DATA + TRAILER), in.u16(8));
                    return true;
                }
                case SIMPLE_PACKET -> {
                    simplePacket(packet, wholeBlock(SIMPLE_DATA + TRAILER));
                    return true;
                }
                default -> skipBlock(MIN_BLOCK);
            }
        }
        return false;
    }

    private void section() throws IOException {
        in.need(MIN_SECTION, "a section's header");
        in.bigEndian(true);
        if (in.i32(8) != BYTE_ORDER_MAGIC) {
            in.bigEndian(false);
        }
        if (in.i32(8) != BYTE_ORDER_MAGIC) {
            throw new DamageException("a section whose byte order cannot be told");
        }
        if (in.u16(12) != MAJOR) {
            throw new DamageException("pcapng version " + in.u16(12) + "." + in.u16(14) + " is not known");
        }
        skipBlock(MIN_SECTION);
        interfaces.clear();
    }

    private void describe() throws IOException {
        int length = wholeBlock(PcapngInterface.MIN_BLOCK);
        if (interfaces.size() == MAX_INTERFACES) {
            throw new DamageException("more than " + MAX_INTERFACES + " interfaces");
        }
        interfaces.add(PcapngInterface.read(in, length));
        in.advance(length);
    }

    /** Enhanced and obsolete packet blocks differ only in how they name the interface. */
    private void packet(Packet packet, int blockLength, int interfaceId) throws IOException {
        PcapngInterface from = interfaceOf(interfaceId);
        int captured = TraceFormat.capturedLength(in.i32(20));
        if (captured > blockLength - PACKET_DATA - TRAILER) {
            throw new DamageException("a packet that is larger than its block");
        }
        lastTime = from.time(in.u32(12) << 32 | in.u32(16));
        packet.set(from.linkType(), lastTime, in.buffer(), in.at() + PACKET_DATA, captured, in.i32(24));
        in.advance(blockLength);
    }

    /** Such a block has no time: the packet takes that of the one before it. It is the first interface's. */
    private void simplePacket(Packet packet, int blockLength) throws IOException {
        PcapngInterface from = interfaceOf(0);
        int original = in.i32(8);
        int captured = original;
        if (from.snapLength() != 0 && Integer.compareUnsigned(from.snapLength(), captured) < 0) {
            captured = from.snapLength();
        }
        if (Integer.compareUnsigned(captured, blockLength - SIMPLE_DATA - TRAILER) > 0) {
            throw new DamageException("a packet that is larger than its block");
        }
        TraceFormat.capturedLength(captured);
        packet.set(from.linkType(), lastTime, in.buffer(), in.at() + SIMPLE_DATA, captured, original);
        in.advance(blockLength);
    }

    private PcapngInterface interfaceOf(int id) throws DamageException {
        if (id < 0 || id >= interfaces.size()) {
            throw new DamageException(
                    "a packet of interface " + Integer.toUnsignedString(id) + ", which nothing describes");
        }
        return interfaces.get(id);
    }

    private long blockLength(int least) throws DamageException {
        long length = in.u32(4);
        if (length < least) {
            throw new DamageException("a block of " + length + " bytes, where " + least + " is the least there can be");
        }
        return length;
    }

    /** Brings the block that starts here into the buffer, and returns its length. */
    private int wholeBlock(int least) throws IOException {
        long length = blockLength(least);
        if (length > TraceInput.MAX_RECORD) {
            throw new DamageException(
                    "a block of " + length + " bytes, where " + TraceInput.MAX_RECORD + " is the most there can be");
        }
        in.need((int) length, "a block");
        checkTrailer((int) length - TRAILER, length);
        return (int) length;
    }

    private void skipBlock(int least) throws IOException {
        long length = blockLength(least);
        in.skip(length - TRAILER, "a block");
        in.need(TRAILER, "a block");
        checkTrailer(0, length);
        in.advance(TRAILER);
    }

    private void checkTrailer(int offset, long length) throws DamageException {
        if (in.u32(offset) != length) {
            throw new DamageException("a block whose length at its end differs from that at its start");
        }
    }
}
