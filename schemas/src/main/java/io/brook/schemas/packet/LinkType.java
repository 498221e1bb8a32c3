package io.brook.schemas.packet;

/** The LINKTYPE_ numbers of pcap files that Brook decodes. Source: the pcap link-layer registry of the Tcpdump Group. */
public final class LinkType {
    public static final int NULL = 0;
    public static final int ETHERNET = 1;
    public static final int PPP = 9;
    public static final int FDDI = 10;
    /** Raw IP; different systems wrote 12 and 14 for it before 101 was assigned. */
    public static final int RAW_BSD = 12;

    public static final int RAW_OPENBSD = 14;
    public static final int PPP_SERIAL = 50;
    public static final int PPP_ETHER = 51;
    public static final int RAW = 101;
    public static final int IEEE802_11 = 105;
    public static final int LOOP = 108;
    public static final int LINUX_SLL = 113;
    public static final int IEEE802_11_RADIOTAP = 127;
    public static final int IPV4 = 228;
    public static final int IPV6 = 229;
    public static final int NFLOG = 239;
    public static final int LINUX_SLL2 = 276;

    private LinkType() {}
}
