package io.brook.analysis.flow;

import static io.brook.schemas.flow.Bytes.i32;
import static io.brook.schemas.flow.Bytes.u16;
import static io.brook.schemas.flow.Bytes.u8;

import io.brook.schemas.flow.HeaderWalk;

/** A view of one TCP segment (RFC 9293, section 3.1). Reused for every segment; holds no bytes of its own. */
final class TcpSegment {
    private static final int MIN_HEADER = 20;
    private static final int END_OF_OPTIONS = 0;
    private static final int NO_OPERATION = 1;
    private static final int WINDOW_SCALE = 3;

    private int flags;
    private int sequence;
    private int acknowledgment;
    private int window;
    private byte[] data;
    private int payloadOffset;
    private int optionsLength;
    private int payloadLength;
    private int available;
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
        int header = (u8(bytes, at + 12) >>> 4) * 4;
        fault = null;
        trimmed = isTrimmed;
        flags = u8(bytes, at + 13);
        if (header < MIN_HEADER) {
            fault = TcpWeird.BAD_TCP_HEADER_LEN;
            return false;
        }
        sequence = i32(bytes, at + 4);
        if (header > stated || header > captured) {
            fault = TcpWeird.TRUNCATED_HEADER;
            return false;
        }
        data = bytes;
        acknowledgment = i32(bytes, at + 8);
        window = u16(bytes, at + 14);
        payloadOffset = at + header;
        optionsLength = header - MIN_HEADER;
        payloadLength = stated - header;
        available = captured - header;
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
        int at = payloadOffset - optionsLength;
        while (payloadOffset - at >= 2) {
            int kind = u8(data, at);
            int length = kind == NO_OPERATION ? 1 : u8(data, at + 1);
            if (kind == END_OF_OPTIONS || length == 0 || payloadOffset - at < length) {
                break;
            }
            if (kind == WINDOW_SCALE && length >= 3) {
                scale = u8(data, at + 2);
            }
            at += length;
        }
        return scale;
    }

    boolean urg() {
        return (flags & 32) != 0;
    }

    boolean fin() {
        return (flags & 1) != 0;
    }

    boolean syn() {
        return (flags & 2) != 0;
    }

    boolean rst() {
        return (flags & 4) != 0;
    }

    boolean ack() {
        return (flags & 16) != 0;
    }

    /** Whether it says nothing about the connection itself, only carries data or an acknowledgment. */
    boolean plain() {
        return (flags & 7) == 0;
    }

    int sequence() {
        return sequence;
    }

    int acknowledgment() {
        return acknowledgment;
    }

    int window() {
        return window;
    }

    byte[] data() {
        return data;
    }

    /** The array that holds the payload; null where the producer left it out. */
    byte[] payload() {
        return trimmed ? null : data;
    }

    int payloadOffset() {
        return payloadOffset;
    }

    /** The payload's length as the IP header states it, in bytes. */
    int payloadLength() {
        return payloadLength;
    }

    /** Whether all of the payload was captured. */
    boolean whole() {
        return trimmed || available >= payloadLength;
    }

    /** How far it moves the sequence number: SYN and FIN count one each, and what a RST carries is no data. */
    int span() {
        int flagged = (syn() ? 1 : 0) + (fin() ? 1 : 0);
        return rst() ? flagged : flagged + payloadLength;
    }
}
