package io.brook.schemas.flow;

import static io.brook.schemas.flow.Bytes.i32;
import static io.brook.schemas.flow.Bytes.i64;
import static io.brook.schemas.flow.Bytes.u16;
import static io.brook.schemas.flow.Bytes.u8;

/**
 * The one walk over a frame's headers, from the link layer to the transport's ports. The producer keys packets by it and the
 * engine analyses them by it, so the two can never disagree about a flow.
 *
 * <p>An instance holds the result of its last walk and allocates nothing; it is not thread-safe. All offsets are indexes into
 * the walked array. Nothing here throws, whatever the bytes.
 */
public final class HeaderWalk {
    /** A first fragment with less payload than this, a TCP header, may lack ports: such fragments are keyed without. */
    public static final int TINY_FRAGMENT = 20;

    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;
    private static final int MAX_EXTENSIONS = 32;
    private static final int HOME_ADDRESS_OPTION = 201;

    private final LinkWalk link = new LinkWalk();

    private byte[] data;
    /** One past the last captured byte of the frame. */
    private int end;

    private HeaderFault fault = HeaderFault.NO_IP;
    private int ipOffset;
    private int ipVersion;
    private int ipHeaderLength;
    private int ipLength;
    private int statedIpLength;
    private int protocol;
    private long sourceHigh;
    private long sourceLow;
    private long targetHigh;
    private long targetLow;
    private boolean fragment;
    private int fragmentOffset;
    private boolean moreFragments;
    private int fragmentId;
    private int fragmentHeader;
    private int fragmentHeaderAnnounced;
    private int sourcePort;
    private int targetPort;
    private boolean oneWay;
    private int oddities;

    /**
     * Walks a frame from its link layer.
     *
     * @param linkType a {@link io.brook.schemas.packet.LinkType}
     * @param captured bytes of the frame in {@code data}, from {@code offset}
     * @param original bytes the frame had on the wire
     * @return whether the frame has a flow: an IP packet with a whole header, and ports where its protocol has them
     */
    public boolean walk(int linkType, byte[] data, int offset, int captured, int original) {
        if (!link.walk(linkType, data, offset, offset + captured)) {
            return fail(HeaderFault.BAD_LINK);
        }
        oddities = 0;
        return switch (link.etherType()) {
            case EtherType.IPV4, EtherType.IPV6 ->
                ip(data, link.offset(), link.end(), Math.max(link.end(), offset + original));
            default -> fail(HeaderFault.NO_IP);
        };
    }

    /**
     * Walks an IP packet that starts at {@code offset}: one inside a tunnel, or put together from fragments.
     *
     * @param end one past the last captured byte
     * @param originalEnd where the packet's carrier ended on the wire, at least {@code end}
     */
    public boolean ip(byte[] data, int offset, int end, int originalEnd) {
        this.data = data;
        this.end = end;
        ipOffset = offset;
        fragment = false;
        fragmentOffset = 0;
        moreFragments = false;
        sourcePort = 0;
        targetPort = 0;
        oneWay = false;
        oddities = 0;
        statedIpLength = 0;
        if (end - offset < IPV4_HEADER) {
            return fail(HeaderFault.TRUNCATED_IP);
        }
        ipVersion = u8(data, offset) >>> 4;
        if (ipVersion == 4) {
            return ipv4(originalEnd);
        }
        if (ipVersion == 6) {
            return ipv6(originalEnd);
        }
        return fail(HeaderFault.UNKNOWN_IP_VERSION);
    }

    private boolean fail(HeaderFault why) {
        fault = why;
        return false;
    }

    private boolean ipv4(int originalEnd) {
        ipHeaderLength = (u8(data, ipOffset) & 15) * 4;
        ipLength = u16(data, ipOffset + 2);
        if (!lengthsAgree(originalEnd, IPV4_HEADER)) {
            return false;
        }
        sourceHigh = 0;
        sourceLow = IpAddress.lowOfV4(i32(data, ipOffset + 12));
        targetHigh = 0;
        targetLow = IpAddress.lowOfV4(i32(data, ipOffset + 16));
        protocol = u8(data, ipOffset + 9);
        int flags = u16(data, ipOffset + 6);
        fragmentId = u16(data, ipOffset + 4);
        fragmentOffset = (flags & 0x1fff) * 8;
        moreFragments = (flags & 0x2000) != 0;
        fragment = moreFragments || fragmentOffset > 0;
        return transport();
    }

    private boolean ipv6(int originalEnd) {
        if (end - ipOffset < IPV6_HEADER) {
            return fail(HeaderFault.TRUNCATED_IP);
        }
        sourceHigh = i64(data, ipOffset + 8);
        sourceLow = i64(data, ipOffset + 16);
        targetHigh = i64(data, ipOffset + 24);
        targetLow = i64(data, ipOffset + 32);
        ipLength = u16(data, ipOffset + 4) + IPV6_HEADER;
        extensions();
        return lengthsAgree(originalEnd, IPV6_HEADER) && transport();
    }

    /** Zeek's checks on the header and total length, in Zeek's order; sets {@link #ipLength} where offloading left it zero. */
    private boolean lengthsAgree(int originalEnd, int minimum) {
        statedIpLength = ipLength;
        if (ipLength == 0) {
            ipLength = end - ipOffset;
        }
        if (originalEnd - ipOffset < ipLength) {
            return fail(HeaderFault.TRUNCATED_IP_LENGTH);
        }
        if (ipHeaderLength > ipLength) {
            return fail(HeaderFault.INVALID_IP_HEADER_SIZE);
        }
        if (ipHeaderLength > end - ipOffset) {
            return fail(HeaderFault.TRUNCATED_IP_HEADER);
        }
        return ipHeaderLength >= minimum || fail(HeaderFault.IPV4_MIN_HEADER_SIZE);
    }

    /** Follows the chain of extension headers (RFC 8200, section 4) to the first header that is none. */
    private void extensions() {
        int at = ipOffset + IPV6_HEADER;
        int announced = ipOffset + 6;
        int next = u8(data, announced);
        for (int i = 0; i < MAX_EXTENSIONS && isExtension(next) && end - at >= 8; i++) {
            int length = extensionLength(next, at);
            if (end - at < length) {
                break;
            }
            if (next == IpProtocol.FRAGMENT) {
                fragment = true;
                fragmentOffset = u16(data, at + 2) & 0xfff8;
                moreFragments = (data[at + 3] & 1) != 0;
                fragmentId = i32(data, at + 4);
                fragmentHeader = at;
                fragmentHeaderAnnounced = announced;
            } else if (next == IpProtocol.ROUTING) {
                finalDestination(at, length);
            } else if (next == IpProtocol.DESTINATION) {
                homeAddress(at, length);
            }
            announced = at;
            next = u8(data, at);
            at += length;
            if (fragmentOffset > 0) {
                break;
            }
        }
        protocol = next;
        ipHeaderLength = at - ipOffset;
    }

    private static boolean isExtension(int header) {
        return switch (header) {
            case IpProtocol.HOP_BY_HOP,
                    IpProtocol.ROUTING,
                    IpProtocol.FRAGMENT,
                    IpProtocol.AUTHENTICATION,
                    IpProtocol.DESTINATION -> true;
            default -> false;
        };
    }

    private int extensionLength(int header, int at) {
        return switch (header) {
            case IpProtocol.FRAGMENT -> 8;
            case IpProtocol.AUTHENTICATION -> (u8(data, at + 1) + 2) * 4;
            default -> (u8(data, at + 1) + 1) * 8;
        };
    }

    /** A source route that is not used up names the real destination last (type 0: RFC 2460; type 2: RFC 6275). */
    private void finalDestination(int at, int length) {
        int type = u8(data, at + 2);
        boolean left = u8(data, at + 3) > 0;
        if (type == 0) {
            note(HeaderOddity.ROUTING0_HDR);
            boolean wholeAddresses = length >= 24 && length % 16 == 8;
            if (left && !wholeAddresses) {
                note(HeaderOddity.ODD_ROUTING0_LEN);
            } else if (left) {
                target(at + length - 16);
            }
        } else if (type == 2) {
            if (left && length != 24) {
                note(HeaderOddity.BAD_ROUTING2_LEN);
            } else if (left) {
                target(at + 8);
            }
        } else {
            note(HeaderOddity.UNKNOWN_ROUTING_TYPE);
        }
    }

    private void target(int at) {
        targetHigh = i64(data, at);
        targetLow = i64(data, at + 8);
    }

    /** A mobile node's home address (RFC 6275, section 6.3) stands for the address it sends from. */
    private void homeAddress(int at, int length) {
        boolean found = false;
        int option = at + 2;
        int last = at + length;
        while (option < last) {
            int type = u8(data, option);
            if (type == 0) {
                option++;
                continue;
            }
            int size = option + 1 < last ? u8(data, option + 1) : last;
            if (last - option < 2 + size) {
                note(HeaderOddity.BAD_IPV6_DEST_OPT_LEN);
                return;
            }
            if (type == HOME_ADDRESS_OPTION && size != 16) {
                note(HeaderOddity.BAD_HOME_ADDR_LEN);
            } else if (type == HOME_ADDRESS_OPTION && found) {
                note(HeaderOddity.MULTIPLE_HOME_ADDR_OPTS);
            } else if (type == HOME_ADDRESS_OPTION) {
                found = true;
                sourceHigh = i64(data, option + 2);
                sourceLow = i64(data, option + 10);
            }
            option += 2 + size;
        }
    }

    private void note(HeaderOddity odd) {
        oddities |= 1 << odd.ordinal();
    }

    private boolean transport() {
        fault = HeaderFault.NONE;
        // Ports are in the first fragment, if it is not tiny; the producer keys the others like it.
        if (fragmentOffset > 0 || fragment && payloadLength() < TINY_FRAGMENT) {
            return true;
        }
        return switch (protocol) {
            case IpProtocol.TCP -> ports(20);
            case IpProtocol.UDP -> ports(8);
            case IpProtocol.ICMP -> icmp(4);
            case IpProtocol.ICMPV6 -> icmp(6);
            default -> true;
        };
    }

    private boolean wholeTransportHeader(int length) {
        int stated = ipLength - ipHeaderLength;
        if (stated > 0 && stated < length) {
            return fail(HeaderFault.TRUNCATED_HEADER);
        }
        return end - payloadOffset() >= length || fail(HeaderFault.INTERNALLY_TRUNCATED_HEADER);
    }

    private boolean ports(int headerLength) {
        if (!wholeTransportHeader(headerLength)) {
            return false;
        }
        sourcePort = u16(data, payloadOffset());
        targetPort = u16(data, payloadOffset() + 2);
        return true;
    }

    private boolean icmp(int version) {
        if (!wholeTransportHeader(8)) {
            return false;
        }
        int type = u8(data, payloadOffset());
        int answer = version == 4 ? IcmpPairing.counterpart4(type) : IcmpPairing.counterpart6(type);
        oneWay = answer == IcmpPairing.ONE_WAY;
        sourcePort = type;
        targetPort = oneWay ? u8(data, payloadOffset() + 1) : answer;
        return true;
    }

    /** Sets {@code key} to the flow of the walked frame; to the one flow of all that is not IP where there is none. */
    public void key(FlowKey key) {
        if (fault != HeaderFault.NONE) {
            key.setNoIp();
        } else {
            key.set(protocol, sourceHigh, sourceLow, sourcePort, targetHigh, targetLow, targetPort, oneWay);
        }
    }

    /** What is odd about the link layer, a bit for the ordinal of each {@link LinkOddity}. */
    public int linkOddities() {
        return link.oddities();
    }

    /** What is odd about the extension headers, a bit for the ordinal of each {@link HeaderOddity}. */
    public int oddities() {
        return oddities;
    }

    /**
     * Sets {@code key} to what the walked frame travels with: its flow; or, for a tunnel over UDP, all of that kind between
     * the two hosts. A connection inside such a tunnel may use several outer flows, often one for each direction, and its
     * packets must not overtake each other.
     */
    public void travelKey(FlowKey key) {
        if (fault == HeaderFault.NONE && protocol == IpProtocol.UDP && isTunnelPort(sourcePort, targetPort)) {
            key.set(protocol, sourceHigh, sourceLow, 0, targetHigh, targetLow, 0, false);
        } else {
            key(key);
        }
    }

    /** The UDP ports of GTP, Teredo, GRE, VXLAN, AYIYA and Geneve. */
    private static boolean isTunnelPort(int source, int target) {
        return isTunnelPort(source) || isTunnelPort(target);
    }

    private static boolean isTunnelPort(int port) {
        return switch (port) {
            case 2123, 2152, 3544, 4754, 4789, 5072, 6081 -> true;
            default -> false;
        };
    }

    /** Why the last walk returned false; {@link HeaderFault#NONE} after one that returned true. */
    public HeaderFault fault() {
        return fault;
    }

    /** The outermost VLAN of the frame, or -1. */
    public int vlan() {
        return link.vlan();
    }

    /** The VLAN inside the outermost one, or -1. */
    public int innerVlan() {
        return link.innerVlan();
    }

    /** 4 or 6. */
    public int ipVersion() {
        return ipVersion;
    }

    /** Where the IP header starts. */
    public int ipOffset() {
        return ipOffset;
    }

    /** The IP header's length with options and extension headers, in bytes. */
    public int ipHeaderLength() {
        return ipHeaderLength;
    }

    /** What the IP header states as the packet's length, in bytes: zero where segmentation offloading left it out. */
    public int statedIpLength() {
        return statedIpLength;
    }

    /** The whole IP packet's length, in bytes: as stated, or all that was captured where nothing is. */
    public int ipLength() {
        return ipLength;
    }

    /** One past the last byte of the frame that was captured; link-layer padding included. */
    public int capturedEnd() {
        return end;
    }

    /** The IP protocol after all extension headers. */
    public int protocol() {
        return protocol;
    }

    /** Where the transport header starts: after the IP header and its extensions. */
    public int payloadOffset() {
        return ipOffset + ipHeaderLength;
    }

    /** The length of what follows the IP header, as the header states it, in bytes. */
    public int payloadLength() {
        return ipLength - ipHeaderLength;
    }

    public long sourceHigh() {
        return sourceHigh;
    }

    public long sourceLow() {
        return sourceLow;
    }

    public long targetHigh() {
        return targetHigh;
    }

    public long targetLow() {
        return targetLow;
    }

    /** The TCP or UDP source port, the ICMP type, or 0. */
    public int sourcePort() {
        return sourcePort;
    }

    /** The TCP or UDP destination port; for ICMP the type that answers, or the code where none does; or 0. */
    public int targetPort() {
        return targetPort;
    }

    /** Whether nothing answers this packet: an ICMP message without a counterpart. */
    public boolean oneWay() {
        return oneWay;
    }

    /** Whether this is one fragment of a larger packet. */
    public boolean fragment() {
        return fragment;
    }

    /** Where in the larger packet's payload this fragment belongs, in bytes. */
    public int fragmentOffset() {
        return fragmentOffset;
    }

    /** Whether fragments follow this one. */
    public boolean moreFragments() {
        return moreFragments;
    }

    /** What all fragments of a packet have in common, together with its addresses and protocol. */
    public int fragmentId() {
        return fragmentId;
    }

    /** Where the fragment header of an IPv6 fragment starts. */
    public int fragmentHeader() {
        return fragmentHeader;
    }

    /** Where the number that announces the fragment header of an IPv6 fragment stands. */
    public int fragmentHeaderAnnounced() {
        return fragmentHeaderAnnounced;
    }
}
