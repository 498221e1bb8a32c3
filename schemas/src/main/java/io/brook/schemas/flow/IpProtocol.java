package io.brook.schemas.flow;

/** The IP protocol numbers that Brook knows by name (IANA, Assigned Internet Protocol Numbers). */
public final class IpProtocol {
    public static final int HOP_BY_HOP = 0;
    public static final int ICMP = 1;
    public static final int IPV4 = 4;
    public static final int TCP = 6;
    public static final int UDP = 17;
    public static final int IPV6 = 41;
    public static final int ROUTING = 43;
    public static final int FRAGMENT = 44;
    public static final int GRE = 47;
    public static final int ESP = 50;
    public static final int AUTHENTICATION = 51;
    public static final int ICMPV6 = 58;
    public static final int NO_NEXT_HEADER = 59;
    public static final int DESTINATION = 60;
    public static final int SCTP = 132;
    public static final int MOBILITY = 135;

    private IpProtocol() {}

    /** Whether its headers are looked into, and not only its packets counted. */
    public static boolean isAnalyzed(int protocol) {
        return protocol == TCP || protocol == UDP || protocol == ICMP || protocol == ICMPV6;
    }
}
