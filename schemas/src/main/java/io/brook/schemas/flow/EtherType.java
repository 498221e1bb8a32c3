package io.brook.schemas.flow;

/** The Ethernet protocol numbers that the header walk follows (IANA, IEEE 802 Numbers). */
final class EtherType {
    static final int IPV4 = 0x0800;
    static final int ARP = 0x0806;
    static final int RARP = 0x8035;
    static final int VLAN = 0x8100;
    static final int IPV6 = 0x86dd;
    static final int MPLS = 0x8847;
    static final int MPLS_MULTICAST = 0x8848;
    static final int PPPOE_SESSION = 0x8864;
    static final int QINQ = 0x88a8;
    static final int PBB = 0x88e7;
    static final int FABRIC_PATH = 0x8903;
    static final int VN_TAG = 0x8926;
    static final int QINQ_OLD = 0x9100;
    /** Lengths of IEEE 802.3 frames end here, protocol numbers begin at 0x600. */
    static final int MAX_LENGTH = 1500;

    private EtherType() {}

    /** Whether it is of a protocol that Zeek has an analyzer for, above those of link layers. */
    static boolean isKnown(int type) {
        return type == IPV4 || type == IPV6 || type == ARP || type == RARP;
    }
}
