package io.brook.capture.trim;

import io.brook.capture.source.Packet;
import io.brook.schemas.flow.Bytes;
import io.brook.schemas.flow.HeaderWalk;

/** A view of a walked packet's TCP header (RFC 9293, section 3.1). Reused for every packet. */
final class TcpView {
    private static final int MIN_HEADER = 20;

    private int flags;
    private int sequence;
    private int acknowledgment;
    private int payloadOffset;
    private int payloadLength;
    private int captured;

    /** @return whether the header is whole and its length makes sense */
    boolean read(HeaderWalk walk, Packet packet) {
        byte[] bytes = packet.buffer();
        int at = walk.payloadOffset();
        int header = (bytes[at + 12] >> 4 & 15) * 4;
        int available = walk.capturedEnd() - at;
        if (header < MIN_HEADER || header > walk.payloadLength() || header > available) {
            return false;
        }
        sequence = Bytes.i32(bytes, at + 4);
        acknowledgment = Bytes.i32(bytes, at + 8);
        flags = bytes[at + 13];
        payloadOffset = at + header;
        payloadLength = walk.payloadLength() - header;
        captured = available - header;
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

    int sequence() {
        return sequence;
    }

    int acknowledgment() {
        return acknowledgment;
    }

    /** Where the payload starts in the packet's buffer. */
    int payloadOffset() {
        return payloadOffset;
    }

    /** As the IP header states it, in bytes. */
    int payloadLength() {
        return payloadLength;
    }

    /** Whether all of the payload was captured. */
    boolean isWhole() {
        return captured >= payloadLength;
    }
}
