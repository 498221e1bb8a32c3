package io.brook.analysis.record;

import io.brook.schemas.flow.IcmpPairing;
import io.brook.schemas.flow.IpAddress;
import io.brook.schemas.flow.IpProtocol;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;

/**
 * The Community ID of a flow, version 1 with seed 0: the same for both directions, and in other software that knows it
 * (github.com/corelight/community-id-spec). Not thread-safe.
 */
final class CommunityId {
    private static final String VERSION = "1:";
    private static final int LONGEST = 2 + 16 + 16 + 2 + 4;

    private final MessageDigest digest = sha1();
    private final ByteBuffer input = ByteBuffer.allocate(LONGEST);

    private static MessageDigest sha1() {
        try {
            return MessageDigest.getInstance("SHA-1");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-1", e);
        }
    }

    /**
     * The identifier of the flow between two endpoints.
     *
     * @param protocol the number of the IP protocol
     * @param sourcePort for ICMP the type of the originator's message
     * @param targetPort for ICMP the type of the answer, or the code where there is none
     */
    String of(
            int protocol,
            long sourceHigh,
            long sourceLow,
            int sourcePort,
            long targetHigh,
            long targetLow,
            int targetPort) {
        boolean v4 = IpAddress.isV4(sourceHigh, sourceLow) && IpAddress.isV4(targetHigh, targetLow);
        boolean ordered = isOneWay(protocol, sourcePort)
                || inOrder(sourceHigh, sourceLow, sourcePort, targetHigh, targetLow, targetPort);
        input.clear();
        input.putShort((short) 0);
        put(v4, ordered ? sourceHigh : targetHigh, ordered ? sourceLow : targetLow);
        put(v4, ordered ? targetHigh : sourceHigh, ordered ? targetLow : sourceLow);
        input.put((byte) protocol).put((byte) 0);
        if (hasPorts(protocol)) {
            input.putShort((short) (ordered ? sourcePort : targetPort));
            input.putShort((short) (ordered ? targetPort : sourcePort));
        }
        digest.update(input.array(), 0, input.position());
        return VERSION + Base64.getEncoder().encodeToString(digest.digest());
    }

    private void put(boolean v4, long high, long low) {
        if (v4) {
            input.putInt((int) low);
        } else {
            input.putLong(high).putLong(low);
        }
    }

    private static boolean inOrder(
            long sourceHigh, long sourceLow, int sourcePort, long targetHigh, long targetLow, int targetPort) {
        int byHigh = Long.compareUnsigned(sourceHigh, targetHigh);
        int byAddress = byHigh != 0 ? byHigh : Long.compareUnsigned(sourceLow, targetLow);
        return byAddress < 0 || byAddress == 0 && swapped(sourcePort) < swapped(targetPort);
    }

    /** Between two ports of one host, Zeek compares the bytes of the ports in the order of the machine, and so the lower byte first. */
    private static int swapped(int port) {
        return Short.toUnsignedInt(Short.reverseBytes((short) port));
    }

    private static boolean isOneWay(int protocol, int type) {
        return protocol == IpProtocol.ICMP && IcmpPairing.counterpart4(type) == IcmpPairing.ONE_WAY
                || protocol == IpProtocol.ICMPV6 && IcmpPairing.counterpart6(type) == IcmpPairing.ONE_WAY;
    }

    private static boolean hasPorts(int protocol) {
        return switch (protocol) {
            // Like Zeek, Brook knows no ports of SCTP; they count as zeros.
            case IpProtocol.TCP, IpProtocol.UDP, IpProtocol.ICMP, IpProtocol.ICMPV6, IpProtocol.SCTP -> true;
            default -> false;
        };
    }
}
