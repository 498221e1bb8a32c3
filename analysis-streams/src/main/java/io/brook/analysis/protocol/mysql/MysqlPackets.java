package io.brook.analysis.protocol.mysql;

import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.bytes.FieldReader;
import java.nio.ByteOrder;

/**
 * Cuts one direction's bytes into packets. Of a packet that is too long to be held, only the beginning is kept; it is handed on
 * once the rest has passed.
 */
final class MysqlPackets {
    /** How many bytes of a packet are looked at. Only statements and rows are longer. */
    static final int MAX_LENGTH = 48 * 1024;

    private static final int HEADER = 4;
    private static final byte[] NOTHING = {};

    /** The beginning of a long packet. */
    private byte[] head = NOTHING;

    private int sequence;
    private int length;

    /** How many bytes of the long packet must still be skipped. */
    private int toSkip;

    /** Moves to the end of the next packet if all of it has come. */
    boolean hasNext(ByteCursor in) {
        if (head.length == 0) {
            if (in.remaining() < HEADER) {
                return false;
            }
            length = in.peek(0) | in.peek(1) << 8 | in.peek(2) << 16;
            sequence = in.peek(3);
            if (in.remaining() < HEADER + Math.min(length, MAX_LENGTH)) {
                return false;
            }
            if (length <= MAX_LENGTH) {
                return true;
            }
            in.skip(HEADER);
            head = in.bytes(MAX_LENGTH);
            toSkip = length - MAX_LENGTH;
        }
        int skipped = Math.min(toSkip, in.remaining());
        in.skip(skipped);
        toSkip -= skipped;
        return toSkip == 0;
    }

    /** The next packet, after {@link #hasNext}. */
    MysqlPacket next(ByteCursor in) {
        if (head.length > 0) {
            ByteCursor cut = new ByteCursor(head, 0, head.length);
            head = NOTHING;
            return new MysqlPacket(reader(cut), sequence, false);
        }
        in.skip(HEADER);
        return new MysqlPacket(reader(in.slice(length)), sequence, true);
    }

    private static FieldReader reader(ByteCursor payload) {
        return FieldReader.of(null, payload, ByteOrder.LITTLE_ENDIAN);
    }
}
