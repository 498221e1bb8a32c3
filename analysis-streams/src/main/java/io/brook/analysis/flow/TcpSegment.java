package io.brook.analysis.flow;

import static io.brook.schemas.flow.Bytes.i32;
import static io.brook.schemas.flow.Bytes.u16;
import static io.brook.schemas.flow.Bytes.u8;

import io.brook.schemas.flow.HeaderWalk;

/** A view of one TCP segment (RFC 9293, section 3.1). Reused for every segment; holds no bytes of its own. */
final class TcpSegment {
    private static final int MIN_HEADER = 20;

    private int flags;
    private int sequence;
    private int acknowledgment;
    private int window;
    private byte[] data;
    private int payloadOffset;
    private int payloadLength;
    private int available;

    /** @return whether the header is whole and its length makes sense; if not, the segment says nothing */
    boolean read(HeaderWalk packet, byte[] bytes) {
        int at = packet.payloadOffset();
        int captured = packet.capturedEnd() - at;
        int stated = packet.payloadLength() > 0 ? packet.payloadLength() : captured;
        int header = (u8(bytes, at + 12) >>> 4) * 4;
        if (header < MIN_HEADER || header > stated || header > captured) {
            return false;
        }
        data = bytes;
        sequence = i32(bytes, at + 4);
        acknowledgment = i32(bytes, at + 8);
        flags = u8(bytes, at + 13);
        window = u16(bytes, at + 14);
        payloadOffset = at + header;
        payloadLength = stated - header;
        available = captured - header;
        return true;
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

    int payloadOffset() {
        return payloadOffset;
    }

    /** The payload's length as the IP header states it, in bytes. */
    int payloadLength() {
        return payloadLength;
    }

    /** Whether all of the payload was captured. */
    boolean whole() {
        return available >= payloadLength;
    }

    /** How far it moves the sequence number: SYN and FIN count one each, and what a RST carries is no data. */
    int span() {
        int flagged = (syn() ? 1 : 0) + (fin() ? 1 : 0);
        return rst() ? flagged : flagged + payloadLength;
    }
}
