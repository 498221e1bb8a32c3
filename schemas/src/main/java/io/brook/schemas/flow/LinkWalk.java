package io.brook.schemas.flow;

import static io.brook.schemas.flow.Bytes.i32;
import static io.brook.schemas.flow.Bytes.u16;
import static io.brook.schemas.flow.Bytes.u8;

import io.brook.schemas.packet.LinkType;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * Finds the network layer in a frame: the link layers that Zeek decodes, with their tags, labels and shims. Holds the
 * result of the last walk; allocates nothing.
 */
final class LinkWalk {
    /** More tags than any network uses; a frame with more is hostile. */
    private static final int MAX_HEADERS = 16;

    /** There is no such protocol. */
    static final int NONE = -1;

    private static final int LAYER_BITS = 4;
    private static final int ETHERNET_HEADER = 14;
    /** Two addresses and a length. */
    private static final int SUBFRAME_HEADER = 14;

    private static final LinkLayer[] LAYERS = LinkLayer.values();
    private static final int NOVELL = 0xffff;
    private static final int SNAP = 0xaaaa;
    private static final int PPP_IPV4 = 0x0021;
    private static final int PPP_IPV6 = 0x0057;

    private byte[] data;
    private int at;
    private int end;

    /** The EtherType of what starts at {@link #offset()}, or 0 where the link layer does not say. */
    private int etherType;

    private int vlan;
    private int innerVlan;

    private final LinkAddresses addresses = new LinkAddresses();
    private int oddities;

    /** The ordinals of all layers, each plus one, four bits for each; the last one lowest. */
    private long trail;

    /** The number of the protocol after the last layer, if it is none that is analysed; else {@link #NONE}. */
    private int unknown;

    /** Where the next packet of an A-MSDU starts; 0 when there is none. */
    private int nextSubframe;

    private int frameEnd;

    /** @return whether the link layer was complete: if not, all other results are meaningless */
    boolean walk(int linkType, byte[] data, int offset, int end) {
        this.data = data;
        this.at = offset;
        this.end = end;
        etherType = 0;
        vlan = -1;
        innerVlan = -1;
        addresses.forget();
        oddities = 0;
        trail = 0;
        unknown = NONE;
        nextSubframe = 0;
        return link(linkType);
    }

    /** Whether the frame holds another packet than the one that was walked last. */
    boolean hasNext() {
        return nextSubframe > 0;
    }

    /** Walks the next packet of the frame; see {@link #walk}. */
    boolean next() {
        at = nextSubframe;
        end = frameEnd;
        etherType = 0;
        oddities = 0;
        unknown = NONE;
        nextSubframe = 0;
        return subframe();
    }

    int etherType() {
        return etherType;
    }

    int offset() {
        return at;
    }

    /** One past the last byte of the network layer, where the link layer says it; else of the frame. */
    int end() {
        return end;
    }

    /** What is odd, a bit for the ordinal of each {@link LinkOddity}. */
    int oddities() {
        return oddities;
    }

    /** The layers, the outermost first; of more than 16 the last ones. */
    List<LinkLayer> layers() {
        List<LinkLayer> layers = new ArrayList<>();
        for (long left = trail; left != 0; left >>>= LAYER_BITS) {
            layers.add(LAYERS[(int) (left & 15) - 1]);
        }
        Collections.reverse(layers);
        return layers;
    }

    /** The number of the protocol that follows, if it is none that is analysed; else {@link #NONE}. */
    int unknown() {
        return unknown;
    }

    private void layer(LinkLayer layer) {
        trail = trail << LAYER_BITS | layer.ordinal() + 1;
    }

    private void note(LinkOddity odd) {
        oddities |= 1 << odd.ordinal();
    }

    /** The outermost VLAN, or -1. */
    int vlan() {
        return vlan;
    }

    /** The VLAN inside the outermost one, or -1. */
    int innerVlan() {
        return innerVlan;
    }

    /** Who sent it and to whom, in the link layer closest to the network layer. */
    LinkAddresses addresses() {
        return addresses;
    }

    private boolean link(int linkType) {
        begin(linkType);
        return switch (linkType) {
            case LinkType.ETHERNET -> ethernet();
            case LinkType.RAW, LinkType.RAW_BSD, LinkType.RAW_OPENBSD, LinkType.IPV4, LinkType.IPV6 -> rawIp();
            case LinkType.LINUX_SLL -> skip(16) && addresses.from(data, at - 10) && ether(u16(data, at - 2));
            case LinkType.LINUX_SLL2 -> skip(20) && addresses.from(data, at - 8) && ether(u16(data, at - 20));
            case LinkType.NULL, LinkType.LOOP -> loopback();
            case LinkType.PPP, LinkType.PPP_SERIAL -> skip(4) && ppp(u16(data, at - 2));
            case LinkType.PPP_ETHER -> pppoe();
            case LinkType.FDDI -> skip(13) && llc();
            case LinkType.IEEE802_11 -> ieee80211();
            case LinkType.IEEE802_11_RADIOTAP -> radiotap();
            case LinkType.NFLOG -> nflog();
            // As Zeek does with a link layer it does not know.
            default -> rawIp();
        };
    }

    private void begin(int linkType) {
        switch (linkType) {
            case LinkType.LINUX_SLL -> layer(LinkLayer.LINUX_SLL);
            case LinkType.LINUX_SLL2 -> layer(LinkLayer.LINUX_SLL2);
            case LinkType.PPP, LinkType.PPP_SERIAL -> layer(LinkLayer.PPPSERIAL);
            case LinkType.FDDI -> layer(LinkLayer.FDDI);
            case LinkType.IEEE802_11 -> layer(LinkLayer.IEEE802_11);
            case LinkType.IEEE802_11_RADIOTAP -> layer(LinkLayer.IEEE802_11_RADIO);
            default -> {
                // Ethernet and PPPoE say it themselves; others have no name of their own.
            }
        }
    }

    /** Moves past {@code length} bytes if they were captured. */
    private boolean skip(int length) {
        if (length < 0 || end - at < length) {
            return false;
        }
        at += length;
        return true;
    }

    /** Also the entry for frames inside a tunnel. */
    private boolean ethernet() {
        if (end - at < ETHERNET_HEADER) {
            note(LinkOddity.TRUNCATED_ETHERNET);
            return false;
        }
        if (u16(data, at + 12) == EtherType.FABRIC_PATH && end - at >= 16 + ETHERNET_HEADER) {
            at += 16;
        }
        addresses.fromTo(data, at + 6, at);
        at += ETHERNET_HEADER;
        layer(LinkLayer.ETHERNET);
        int type = u16(data, at - 2);
        return type <= EtherType.MAX_LENGTH ? ieee8023() : ether(type);
    }

    private boolean ieee8023() {
        if (end - at < 3) {
            return false;
        }
        int first = u16(data, at);
        if (first != SNAP && first != NOVELL) {
            layer(LinkLayer.LLC);
            unknown = u8(data, at);
        }
        return first != SNAP || llc();
    }

    /** LLC with SNAP (RFC 1042): three bytes of LLC, three of OUI, two of EtherType. Other LLC carries no IP. */
    private boolean llc() {
        if (end - at < 8) {
            return false;
        }
        if (u16(data, at) != SNAP) {
            return true;
        }
        at += 8;
        layer(LinkLayer.SNAP);
        return ether(u16(data, at - 2));
    }

    private boolean ether(int type) {
        for (int headers = 0; headers < MAX_HEADERS; headers++) {
            switch (type) {
                case EtherType.VLAN, EtherType.QINQ, EtherType.QINQ_OLD -> {
                    if (!skip(4)) {
                        return false;
                    }
                    layer(LinkLayer.VLAN);
                    tag(u16(data, at - 4) & 0xfff);
                    type = u16(data, at - 2);
                    if (type <= EtherType.MAX_LENGTH) {
                        return ieee8023();
                    }
                }
                case EtherType.VN_TAG -> {
                    if (!skip(6)) {
                        return false;
                    }
                    layer(LinkLayer.VNTAG);
                    type = u16(data, at - 2);
                }
                case EtherType.PBB -> {
                    if (!skip(18)) {
                        return false;
                    }
                    addresses.fromTo(data, at - 8, at - 14);
                    layer(LinkLayer.PBB);
                    layer(LinkLayer.ETHERNET);
                    type = u16(data, at - 2);
                }
                case EtherType.PPPOE_SESSION -> {
                    return pppoe();
                }
                case EtherType.MPLS, EtherType.MPLS_MULTICAST -> {
                    return mpls();
                }
                default -> {
                    etherType = type;
                    unknown = EtherType.isKnown(type) ? NONE : type;
                    return true;
                }
            }
        }
        note(LinkOddity.MAX_DEPTH_EXCEEDED);
        return false;
    }

    private void tag(int id) {
        if (vlan < 0) {
            vlan = id;
        } else {
            if (innerVlan >= 0) {
                note(LinkOddity.TRIPLE_TAGGED_VLAN);
            }
            innerVlan = id;
        }
    }

    /** A session's header, whose length counts PPP's protocol field (RFC 2516, section 4). */
    private boolean pppoe() {
        if (!skip(8)) {
            return false;
        }
        layer(LinkLayer.PPPOE);
        int stated = u16(data, at - 4) - 2;
        if (stated >= 0 && end - at > stated) {
            note(LinkOddity.PPPOE_EXTRA_DATA);
            end = at + stated;
        }
        return ppp(u16(data, at - 2));
    }

    private boolean ppp(int protocol) {
        etherType = switch (protocol) {
            case PPP_IPV4 -> EtherType.IPV4;
            case PPP_IPV6 -> EtherType.IPV6;
            default -> 0;
        };
        unknown = etherType == 0 ? protocol : NONE;
        return true;
    }

    /** Labels up to the bottom of the stack (RFC 3032); the first nibble tells what follows. */
    private boolean mpls() {
        boolean bottom = false;
        while (!bottom) {
            if (!skip(4)) {
                return false;
            }
            bottom = (data[at - 2] & 1) != 0;
        }
        layer(LinkLayer.MPLS);
        int version = end > at ? u8(data, at) >>> 4 : 0;
        etherType = version == 4 ? EtherType.IPV4 : version == 6 ? EtherType.IPV6 : 0;
        return true;
    }

    private boolean rawIp() {
        // The IP walk finds out which version it is, or that it is not IP.
        etherType = EtherType.IPV4;
        return true;
    }

    /** Four bytes of address family in the capturing machine's byte order. */
    private boolean loopback() {
        if (!skip(4)) {
            return false;
        }
        int family = i32(data, at - 4);
        if ((family & 0xffff) == 0) {
            family = Integer.reverseBytes(family);
        }
        etherType = switch (family) {
            case 2 -> EtherType.IPV4;
            case 10, 24, 28, 30 -> EtherType.IPV6;
            default -> 0;
        };
        return true;
    }

    private boolean radiotap() {
        if (end - at < 4) {
            return false;
        }
        int length = u8(data, at + 2) | u8(data, at + 3) << 8;
        return skip(length) && ieee80211();
    }

    /** Data frames in the clear (IEEE 802.11, 9.2.4.1); all others carry no IP that anyone could read. */
    private boolean ieee80211() {
        int header = 24;
        if (end - at < header) {
            return false;
        }
        int control = u8(data, at);
        int flags = u8(data, at + 1);
        boolean isData = (control >>> 2 & 3) == 2;
        boolean empty = (control & 0x40) != 0;
        boolean encrypted = (flags & 0x40) != 0;
        if (!isData || empty || encrypted) {
            return true;
        }
        boolean qos = (control & 0x80) != 0;
        boolean bridged = (flags & 3) == 3;
        boolean aggregated = false;
        if (bridged) {
            header += 6;
        }
        if (qos) {
            aggregated = end - at > header && (u8(data, at + header) & 0x80) != 0;
            header += 2;
        }
        return skip(header) && addresses.wireless(data, at - header, flags & 3) && (aggregated ? subframe() : llc());
    }

    /**
     * One of the packets of an A-MSDU (IEEE 802.11, 9.3.2.2): each begins at a multiple of four bytes from the first. Nothing is
     * read after a damaged one.
     */
    private boolean subframe() {
        if (end - at < SUBFRAME_HEADER) {
            note(LinkOddity.TRUNCATED_AMSDU_HEADER);
            return false;
        }
        int length = u16(data, at + SUBFRAME_HEADER - 2);
        at += SUBFRAME_HEADER;
        if (end - at < length) {
            note(LinkOddity.TRUNCATED_AMSDU_PACKET);
            return false;
        }
        frameEnd = end;
        end = at + length;
        boolean carriesSomething = length >= 8 && u16(data, at) == SNAP;
        if (!carriesSomething) {
            note(LinkOddity.INVALID_AMSDU_PACKET);
            return false;
        }
        int padding = -(SUBFRAME_HEADER + length) & 3;
        nextSubframe = frameEnd - end > padding ? end + padding : 0;
        return llc();
    }

    /** Four bytes of header, then type-length-value fields; field 9 is the packet. */
    private boolean nflog() {
        if (!skip(4)) {
            return false;
        }
        int family = u8(data, at - 4);
        while (end - at >= 4) {
            int length = u8(data, at) | u8(data, at + 1) << 8;
            int type = u8(data, at + 2) | u8(data, at + 3) << 8;
            if (type == 9) {
                at += 4;
                etherType = family == 10 ? EtherType.IPV6 : EtherType.IPV4;
                return true;
            }
            if (length < 4 || !skip((length + 3) & ~3)) {
                return false;
            }
        }
        return false;
    }
}
