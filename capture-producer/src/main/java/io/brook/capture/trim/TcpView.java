package io.brook.capture.trim;

import io.brook.capture.source.Packet;
import io.brook.schemas.flow.HeaderWalk;
import io.brook.schemas.flow.TcpHeader;

/** The TCP header of a walked packet. */
final class TcpView extends TcpHeader {
    /** @return whether the header is complete and its length plausible */
    boolean read(HeaderWalk walk, Packet packet) {
        byte[] bytes = packet.buffer();
        int at = walk.payloadOffset();
        int length = begin(bytes, at);
        int available = walk.capturedEnd() - at;
        if (length < MIN_LENGTH || length > walk.payloadLength() || length > available) {
            return false;
        }
        finish(bytes, at, length, walk.payloadLength(), available);
        return true;
    }
}
