package io.brook.capture.trim;

import io.brook.capture.source.Packet;
import io.brook.schemas.flow.HeaderWalk;
import io.brook.schemas.flow.InternetChecksum;
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

    /** Whether the packet was captured whole, is undamaged, and has nothing odd that only its last bytes tell. */
    boolean isSound(HeaderWalk walk, Packet packet, boolean ignoreChecksums) {
        return isWhole()
                && walk.statedIpLength() > 0
                && walk.linkOddities() == 0
                && walk.oddities() == 0
                && (ignoreChecksums || isIntact(walk, packet));
    }

    private static boolean isIntact(HeaderWalk walk, Packet packet) {
        byte[] bytes = packet.buffer();
        return InternetChecksum.isIpHeaderIntact(walk, bytes) && InternetChecksum.isTransportIntact(walk, bytes, true);
    }

    /** What follows the TCP header, in bytes; padding of the link layer where that is all is not worth it. */
    int surplus(Packet packet) {
        int end = packet.offset() + packet.capturedLength();
        return payloadLength() == 0 ? 0 : end - payloadOffset();
    }
}
