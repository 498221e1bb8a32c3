package io.brook.schemas.flow;

/** What the link layer of a frame may be made of, by the names of Zeek's packet analyzers. */
public enum LinkLayer {
    ETHERNET,
    VLAN,
    VNTAG,
    PBB,
    SNAP,
    LLC,
    PPPOE,
    PPPSERIAL,
    MPLS,
    LINUX_SLL,
    LINUX_SLL2,
    FDDI,
    IEEE802_11,
    IEEE802_11_RADIO
}
