package io.brook.schemas.flow;

/** The one's complement sum of IP, TCP, UDP and ICMP (RFC 1071). */
public final class InternetChecksum {
    private static final int GOOD = 0xffff;

    private InternetChecksum() {}

    /** Whether the header of a walked IPv4 packet is intact; true for IPv6, which has no checksum. */
    public static boolean isIpHeaderIntact(HeaderWalk packet, byte[] bytes) {
        return packet.ipVersion() != 4 || fold(sum(bytes, packet.ipOffset(), packet.ipHeaderLength())) == GOOD;
    }

    /**
     * Whether a walked packet's transport checksum, which also covers the addresses, is correct. True when not all of the payload
     * was captured, because then it cannot be checked.
     *
     * @param pseudoHeader whether the protocol's checksum covers the addresses: all but ICMP for IPv4
     */
    public static boolean isTransportIntact(HeaderWalk packet, byte[] bytes, boolean pseudoHeader) {
        int offset = packet.payloadOffset();
        int length = packet.payloadLength();
        if (length <= 0 || packet.capturedEnd() - offset < length) {
            return true;
        }
        long sum = sum(bytes, offset, length);
        if (pseudoHeader) {
            sum += words(packet.sourceHigh(), packet.sourceLow()) + words(packet.targetHigh(), packet.targetLow());
            // The mapped form of IPv4 addresses adds ffff, which is zero in this sum.
            sum += packet.protocol() + length;
        }
        return fold(sum) == GOOD;
    }

    private static long words(long high, long low) {
        return (high >>> 48)
                + (high >>> 32 & 0xffff)
                + (high >>> 16 & 0xffff)
                + (high & 0xffff)
                + (low >>> 48)
                + (low >>> 32 & 0xffff)
                + (low >>> 16 & 0xffff)
                + (low & 0xffff);
    }

    private static long sum(byte[] bytes, int offset, int length) {
        long sum = 0;
        int at = offset;
        int end = offset + length;
        for (; end - at >= 4; at += 4) {
            sum += Bytes.i32(bytes, at) & 0xffff_ffffL;
        }
        // Once folded, 32-bit words have the same sum as their halves.
        if (end - at >= 2) {
            sum += Bytes.u16(bytes, at);
            at += 2;
        }
        return at < end ? sum + ((bytes[at] & 0xffL) << 8) : sum;
    }

    private static int fold(long sum) {
        long folded = sum;
        while (folded >>> 16 != 0) {
            folded = (folded & 0xffff) + (folded >>> 16);
        }
        return (int) folded;
    }
}
