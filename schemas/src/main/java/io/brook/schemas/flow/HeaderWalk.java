package io.brook.schemas.flow;

import static io.brook.schemas.flow.Bytes.i32;
import static io.brook.schemas.flow.Bytes.u16;
import static io.brook.schemas.flow.Bytes.u8;

import java.util.List;

/**
 * The only walk over a frame's headers, from the link layer to the transport's ports. The producer keys packets by it and the
 * engine analyses them by it, so the two can never disagree about a flow.
 *
 * <p>An instance holds the result of its last walk and allocates nothing; it is not thread-safe. All offsets are indexes into
 * the walked array. Nothing here throws, whatever the bytes.
 */
public final class HeaderWalk {
    /** A first fragment with less payload than a TCP header may lack ports: such fragments are keyed without them. */
    public static final int TINY_FRAGMENT = 20;

    private static final int IPV4_HEADER = 20;
    private static final int IPV6_HEADER = 40;

    private final LinkWalk link = new LinkWalk();
    private final ExtensionWalk extensions = new ExtensionWalk();

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
    private boolean dontFragment;
    private int fragmentId;
    private int fragmentHeader;
    private int sourcePort;
    private int targetPort;
    private boolean oneWay;

    /**
     * Walks a frame from its link layer.
     *
     * @param linkType a {@link io.brook.schemas.packet.LinkType}
     * @param captured bytes of the frame in {@code data}, from {@code offset}
     * @param original bytes the frame had on the wire
     * @return whether the frame has a flow: an IP packet with a complete header, and ports if its protocol has them
     */
    public boolean walk(int linkType, byte[] data, int offset, int captured, int original) {
        return network(data, link.walk(linkType, data, offset, offset + captured), offset + original);
    }

    private boolean network(byte[] data, boolean linkIsWhole, int originalEnd) {
        if (!linkIsWhole) {
            return fail(HeaderFault.BAD_LINK);
        }
        extensions.forget();
        return switch (link.etherType()) {
            case EtherType.IPV4, EtherType.IPV6 ->
                ip(data, link.offset(), link.end(), Math.max(link.end(), originalEnd));
            default -> fail(HeaderFault.NO_IP);
        };
    }

    /** Whether the walked frame holds another packet: an A-MSDU does, in 802.11. */
    public boolean hasNext() {
        return link.hasNext();
    }

    /**
     * Walks the next packet of a frame that {@linkplain #hasNext() has} one, as {@link #walk} did the first.
     *
     * @param data the array of the frame
     */
    public boolean next(byte[] data) {
        return network(data, link.next(), 0);
    }

    /** What the frame's link layer is made of, the outermost first. */
    public List<LinkLayer> layers() {
        return link.layers();
    }

    /** The number that the link layer gives to what follows, if that is no protocol that is analysed; else -1. */
    public int unknownProtocol() {
        return link.unknown();
    }

    /** Where the network layer starts in the walked frame, if its link layer is complete. */
    public int networkOffset() {
        return link.offset();
    }

    /** One past the last captured byte of the network layer. */
    public int networkEnd() {
        return link.end();
    }

    /**
     * Walks an IP packet that starts at {@code offset}: one inside a tunnel, or one reassembled from fragments.
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
        dontFragment = false;
        sourcePort = 0;
        targetPort = 0;
        oneWay = false;
        extensions.forget();
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
        dontFragment = (flags & 0x4000) != 0;
        fragment = moreFragments || fragmentOffset > 0;
        return transport();
    }

    private boolean ipv6(int originalEnd) {
        if (end - ipOffset < IPV6_HEADER) {
            return fail(HeaderFault.TRUNCATED_IP);
        }
        extensions.walk(data, ipOffset, end);
        sourceHigh = extensions.sourceHigh();
        sourceLow = extensions.sourceLow();
        targetHigh = extensions.targetHigh();
        targetLow = extensions.targetLow();
        ipLength = u16(data, ipOffset + 4) + IPV6_HEADER;
        protocol = extensions.protocol();
        ipHeaderLength = extensions.end() - ipOffset;
        fragment = extensions.fragmentHeader() > 0;
        if (fragment) {
            fragmentHeader = extensions.fragmentHeader();
            fragmentOffset = u16(data, fragmentHeader + 2) & 0xfff8;
            moreFragments = (data[fragmentHeader + 3] & 1) != 0;
            fragmentId = i32(data, fragmentHeader + 4);
        }
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

    private boolean transport() {
        fault = HeaderFault.NONE;
        // Ports are in the first fragment, unless it is tiny; the producer keys the others like it.
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

    /** Sets {@code key} to the flow of the walked frame; if it has none, to the one flow of everything that is not IP. */
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
        return extensions.oddities();
    }

    /**
     * Sets {@code key} to what the walked frame must stay in order with: its flow; or, for a tunnel over UDP, all tunnels of that kind
     * between the two hosts. A connection inside such a tunnel may use several outer flows, often one for each direction, and its
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

    /** The sender's address in the link layer, 48 bits; 0 where there is none. */
    public long linkSource() {
        return link.addresses().source();
    }

    /** The receiver's address in the link layer, 48 bits; 0 where there is none. */
    public long linkTarget() {
        return link.addresses().target();
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

    /** The packet's length according to the IP header, in bytes: zero where segmentation offloading left it out. */
    public int statedIpLength() {
        return statedIpLength;
    }

    /** The length of the IP packet, in bytes: as stated, or else all that was captured. */
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

    /** One past the last captured byte of the IP payload, without the frame's padding. */
    public int payloadEnd() {
        return payloadLength() > 0 ? Math.min(end, payloadOffset() + payloadLength()) : end;
    }

    /** Whether the last walk has found an IP packet with a complete header, whatever it carries. */
    public boolean hasIp() {
        return fault == HeaderFault.NONE || fault.isAfterIp();
    }

    /** Whether an IPv4 packet must not be fragmented. */
    public boolean dontFragment() {
        return dontFragment;
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

    /** The TCP or UDP destination port; for ICMP the type of the answer, or the code if there is none; or 0. */
    public int targetPort() {
        return targetPort;
    }

    /** Whether this is an ICMP message without a counterpart. */
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

    /** The identification of the packet that this is a fragment of, together with its addresses and protocol. */
    public int fragmentId() {
        return fragmentId;
    }

    /** Where the fragment header of an IPv6 fragment starts. */
    public int fragmentHeader() {
        return fragmentHeader;
    }

    /** Where the next-header field is that announces the fragment header of an IPv6 fragment. */
    public int fragmentHeaderAnnounced() {
        return extensions.fragmentAnnounced();
    }
}
