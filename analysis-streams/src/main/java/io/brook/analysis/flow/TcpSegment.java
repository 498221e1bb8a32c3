package io.brook.analysis.flow;

import static io.brook.schemas.flow.Bytes.u16;
import static io.brook.schemas.flow.Bytes.u8;

import io.brook.schemas.flow.HeaderWalk;
import io.brook.schemas.flow.TcpHeader;

/** A view of one TCP segment. Holds no bytes of its own. */
final class TcpSegment extends TcpHeader {
    private static final int END_OF_OPTIONS = 0;
    private static final int NO_OPERATION = 1;
    private static final int WINDOW_SCALE = 3;

    private int window;
    private byte[] data;
    private int optionsLength;
    private boolean trimmed;

    /** What is wrong with the header, or null. */
    private TcpWeird fault;

    /**
     * @param isTrimmed whether the producer left out the payload
     * @return whether the header is whole and its length makes sense; if not, the segment says nothing
     */
    boolean read(HeaderWalk packet, byte[] bytes, boolean isTrimmed) {
        int at = packet.payloadOffset();
        int captured = packet.capturedEnd() - at;
        int stated = packet.payloadLength() > 0 ? packet.payloadLength() : captured;
        int length = begin(bytes, at);
        fault = null;
        trimmed = isTrimmed;
        if (length < MIN_LENGTH) {
            fault = TcpWeird.BAD_TCP_HEADER_LEN;
            return false;
        }
        if (length > stated || length > captured) {
            fault = TcpWeird.TRUNCATED_HEADER;
            return false;
        }
        finish(bytes, at, length, stated, captured);
        data = bytes;
        window = u16(bytes, at + 14);
        optionsLength = length - MIN_LENGTH;
        return true;
    }

    /** Why the header could not be read, or null. */
    TcpWeird fault() {
        return fault;
    }

    /** Whether flags and sequence number mean what they say, even if options are missing: Zeek's IsReuse goes by that. */
    boolean tellsFlags() {
        return fault != TcpWeird.BAD_TCP_HEADER_LEN;
    }

    /** The window scale that the segment offers (RFC 7323, section 2), or -1. */
    int windowScale() {
        int scale = -1;
        int end = payloadOffset();
        int at = end - optionsLength;
        while (end - at >= 2) {
            int kind = u8(data, at);
            int length = kind == NO_OPERATION ? 1 : u8(data, at + 1);
            if (kind == END_OF_OPTIONS || length == 0 || end - at < length) {
                break;
            }
            if (kind == WINDOW_SCALE && length >= 3) {
                scale = u8(data, at + 2);
            }
            at += length;
        }
        return scale;
    }

    /** Whether it says nothing about the connection itself, only carries data or an acknowledgment. */
    boolean plain() {
        return !fin() && !syn() && !rst();
    }

    int window() {
        return window;
    }

    /** The array that holds the payload; null where the producer left it out. */
    byte[] payload() {
        return trimmed ? null : data;
    }

    /** Whether all of the payload was captured. */
    @Override
    public boolean isWhole() {
        return trimmed || super.isWhole();
    }

    /** How far it moves the sequence number: SYN and FIN count one each, and what a RST carries is no data. */
    int span() {
        int flagged = (syn() ? 1 : 0) + (fin() ? 1 : 0);
        return rst() ? flagged : flagged + payloadLength();
    }
}
