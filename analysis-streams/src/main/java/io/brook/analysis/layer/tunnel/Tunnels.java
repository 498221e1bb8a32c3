package io.brook.analysis.layer.tunnel;

import static io.brook.schemas.flow.Bytes.i32;
import static io.brook.schemas.flow.Bytes.u16;
import static io.brook.schemas.flow.Bytes.u8;

import io.brook.schemas.packet.LinkType;

/**
 * Tunnel headers: each method looks for one kind at {@code from}, sets what it carries and says whether it is there. Nothing
 * here throws, whatever the bytes. What is accepted is what Zeek accepts.
 */
public final class Tunnels {
    /** How deep tunnels may nest: Zeek's Tunnel::max_depth. */
    public static final int MAX_DEPTH = 2;

    private static final int ETHERNET_HEADER = 14;
    private static final int IPV6_HEADER = 40;
    private static final int TRANSPARENT_ETHERNET = 0x6558;
    private static final int NO_NEXT_HEADER = 59;
    private static final int PPP = 0x880b;

    private Tunnels() {}

    /** Looks for a tunnel of a known type. */
    public static boolean open(TunnelType type, byte[] bytes, int from, int end, Inner inner) {
        inner.clear();
        return switch (type) {
            case TEREDO -> teredo(bytes, from, end, inner);
            case VXLAN -> vxlan(bytes, from, end, inner);
            case AYIYA -> ayiya(bytes, from, end, inner);
            case GTPV1 -> gtp(bytes, from, end, inner);
            case GENEVE -> geneve(bytes, from, end, inner);
            case GRE -> gre(bytes, from, end, inner);
            case IPV4 -> inner.isExactIp(from, 4);
            case IPV6 -> inner.isExactIp(from, 6);
            case SOCKS, HTTP -> false;
        };
    }

    /** The tunnel that a UDP payload on an unknown port looks like, or null. */
    public static TunnelType detect(byte[] bytes, int from, int end) {
        if (end - from >= IPV6_HEADER && looksLikeTeredo(bytes, from, end)) {
            return TunnelType.TEREDO;
        }
        boolean ayiya = end - from >= 3 && u8(bytes, from + 1) == 0x52 && u8(bytes, from + 2) == 0x11;
        return ayiya ? TunnelType.AYIYA : null;
    }

    /** An IPv6 header with a Teredo address (2001::/32), perhaps after Teredo's own headers. */
    private static boolean looksLikeTeredo(byte[] bytes, int from, int end) {
        if (u8(bytes, from) >>> 4 == 6) {
            return i32(bytes, from + 8) == 0x20010000 || i32(bytes, from + 24) == 0x20010000;
        }
        int at = from;
        int tag = u16(bytes, at);
        if (tag == 1) {
            at += 13 + u8(bytes, at + 2) + u8(bytes, at + 3);
            if (end - at < IPV6_HEADER) {
                return false;
            }
            tag = u16(bytes, at);
        }
        at += 8;
        return tag == 0 && end - at >= IPV6_HEADER && u8(bytes, at) >>> 4 == 6;
    }

    /** An optional authentication header and an optional origin indication, then IPv6 (RFC 4380, 5.1.1). */
    private static boolean teredo(byte[] bytes, int from, int end, Inner inner) {
        int at = from;
        if (end - at >= 4 && u16(bytes, at) == 1) {
            at += 4 + u8(bytes, at + 2) + u8(bytes, at + 3) + 8 + 1;
        }
        if (end - at >= 8 && u16(bytes, at) == 0) {
            at += 8;
        }
        if (end - at < IPV6_HEADER || u8(bytes, at) >>> 4 != 6) {
            return inner.isViolation("Bad Teredo encapsulation");
        }
        boolean bubble = u16(bytes, at + 4) == 0 && u8(bytes, at + 6) == NO_NEXT_HEADER;
        if (!bubble) {
            return inner.isExactIp(at);
        }
        inner.is(LinkType.RAW, at);
        return end - at == IPV6_HEADER || inner.isOddBut(TunnelWeird.TEREDO_BUBBLE_WITH_PAYLOAD);
    }

    /** Eight bytes with the I flag, then Ethernet (RFC 7348, section 5). */
    private static boolean vxlan(byte[] bytes, int from, int end, Inner inner) {
        if (end - from < 8) {
            return inner.isViolation("VXLAN header truncation");
        }
        if ((u8(bytes, from) & 0x08) == 0) {
            return inner.isViolation("VXLAN 'I' flag not set");
        }
        return end - from > 8 ? inner.is(LinkType.ETHERNET, from + 8) : inner.isEmpty(TunnelWeird.VXLAN_EMPTY_PACKET);
    }

    /** Eight bytes and options, then what the protocol field says (RFC 8926, 3.4). */
    private static boolean geneve(byte[] bytes, int from, int end, Inner inner) {
        if (end - from < 8) {
            return inner.isViolation("Geneve header truncation");
        }
        int version = u8(bytes, from) >>> 6;
        if (version != 0) {
            return inner.isOdd(TunnelWeird.GENEVE_INVALID_VERSION, String.valueOf(version));
        }
        int at = from + 8 + (u8(bytes, from) & 0x3f) * 4;
        if (end < at) {
            return inner.isViolation("Geneve option header truncation");
        }
        if (end == at) {
            return inner.isEmpty(TunnelWeird.GENEVE_EMPTY_PACKET);
        }
        int protocol = u16(bytes, from + 2);
        return inner.is(protocol == TRANSPARENT_ETHERNET ? LinkType.ETHERNET : LinkType.RAW, at);
    }

    /** A header whose identity and signature say their own lengths; only forwarded packets carry anything. */
    private static boolean ayiya(byte[] bytes, int from, int end, Inner inner) {
        if (end - from < 8) {
            return inner.isViolation("Truncated AYIYA");
        }
        int identity = 1 << (u8(bytes, from) >>> 4);
        int signature = (u8(bytes, from + 1) >>> 4) * 4;
        int at = from + 8 + identity + signature;
        if (end < at) {
            return inner.isViolation("Truncated AYIYA");
        }
        boolean forward = (u8(bytes, from + 2) & 0x0f) == 1;
        if (!forward) {
            return false;
        }
        return end > at ? inner.is(LinkType.RAW, at) : inner.isEmpty(TunnelWeird.AYIYA_EMPTY_PACKET);
    }

    /** Eight bytes, four more when any of three flags is set, then extensions (3GPP TS 29.281, 5.1); G-PDUs carry IP. */
    private static boolean gtp(byte[] bytes, int from, int end, Inner inner) {
        if (end - from < 8) {
            return false;
        }
        int flags = u8(bytes, from);
        boolean gPdu = flags >>> 4 == 3 && (flags & 0x08) == 0 && u8(bytes, from + 1) == 0xff;
        if (!gPdu) {
            return false;
        }
        int at = from + 8;
        if ((flags & 0x07) != 0) {
            at += 4;
            int next = end - at >= 0 ? u8(bytes, at - 1) : 0;
            while ((flags & 0x04) != 0 && next != 0) {
                int length = end - at > 0 ? u8(bytes, at) * 4 : 0;
                if (length == 0 || end - at < length) {
                    return false;
                }
                at += length;
                next = u8(bytes, at - 1);
            }
        }
        return end - at >= 20 ? inner.isExactIp(at) : inner.isViolation("GTPv1 payload too small");
    }

    /** GRE (RFC 2784, 2890), PPTP's version 1 of it (RFC 2637), and the frames that ERSPAN mirrors in it. */
    private static boolean gre(byte[] bytes, int from, int end, Inner inner) {
        if (end - from < 4) {
            return inner.isOdd(TunnelWeird.TRUNCATED_GRE);
        }
        int flags = u16(bytes, from);
        int protocol = u16(bytes, from + 2);
        int version = flags & 0x0007;
        if (version > 1) {
            return inner.isOdd(TunnelWeird.UNKNOWN_GRE_VERSION, "version=" + version);
        }
        if (version == 1 && protocol != PPP) {
            return inner.isOdd(TunnelWeird.EGRE_PROTOCOL_TYPE, "proto=" + protocol);
        }
        if ((flags & 0x4000) != 0) {
            return inner.isOdd(TunnelWeird.GRE_ROUTING);
        }
        if ((flags & 0x0078) != 0) {
            return inner.isOdd(TunnelWeird.UNKNOWN_GRE_FLAGS);
        }
        int at = from + greHeader(flags);
        if (version == 1) {
            return pptp(bytes, at, end, inner);
        }
        if (protocol == TRANSPARENT_ETHERNET) {
            return frame(at, end, inner);
        }
        if (protocol == 0x88be) {
            // ERSPAN types I and II: only the second has a sequence number, and eight bytes of its own.
            return frame((flags & 0x1000) == 0 ? at : at + 8, end, inner);
        }
        if (protocol == 0x22eb) {
            return erspan3(bytes, at, end, inner);
        }
        if (end - at <= 0) {
            return inner.isOdd(TunnelWeird.TRUNCATED_GRE);
        }
        return inner.is(isAruba(protocol) ? LinkType.IEEE802_11 : LinkType.RAW, at);
    }

    private static int greHeader(int flags) {
        int length = 4;
        for (int optional : new int[] {0x8000, 0x2000, 0x1000, 0x0080}) {
            length += (flags & optional) == 0 ? 0 : 4;
        }
        return length;
    }

    private static boolean frame(int at, int end, Inner inner) {
        return end - at > ETHERNET_HEADER ? inner.is(LinkType.ETHERNET, at) : inner.isOdd(TunnelWeird.TRUNCATED_GRE);
    }

    private static boolean erspan3(byte[] bytes, int from, int end, Inner inner) {
        int at = from + 12;
        if (end - at <= ETHERNET_HEADER) {
            return inner.isOdd(TunnelWeird.TRUNCATED_GRE);
        }
        boolean subheader = (bytes[at - 1] & 1) != 0;
        return frame(subheader ? at + 8 : at, end, inner);
    }

    /** Access points of Aruba carry 802.11 frames under EtherTypes of their own. */
    private static boolean isAruba(int protocol) {
        boolean lowNibbleClear = (protocol & 0x0f) == 0;
        return (protocol & 0x8200) == 0x8200 && lowNibbleClear
                || (protocol & 0x8300) == 0x8300 && lowNibbleClear && protocol <= 0x8370
                || protocol == 0x9000;
    }

    /** PPP's address, control and protocol fields before the packet. */
    private static boolean pptp(byte[] bytes, int from, int end, Inner inner) {
        if (end - from < 4) {
            return inner.isOdd(TunnelWeird.TRUNCATED_GRE);
        }
        return switch (u16(bytes, from + 2)) {
            case 0x0021 -> inner.isExactIp(from + 4, 4);
            case 0x0057 -> inner.isExactIp(from + 4, 6);
            default -> inner.isOdd(TunnelWeird.NON_IP_PACKET_IN_ENCAP);
        };
    }
}
