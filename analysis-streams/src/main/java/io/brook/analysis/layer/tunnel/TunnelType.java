package io.brook.analysis.layer.tunnel;

/** The tunnels that are looked into. */
public enum TunnelType {
    /** IP in IP (RFC 2003), 6in4 (RFC 4213) and the like. */
    IP,
    /** GRE of all versions, also over UDP, with what it carries for ERSPAN. RFC 2784, 2637, 8086. */
    GRE,
    /** IPv6 over UDP through NATs. RFC 4380. */
    TEREDO,
    /** Anything in Anything: the tunnels of SixXS. draft-massar-v6ops-ayiya. */
    AYIYA,
    /** The user plane of mobile networks. 3GPP TS 29.281. */
    GTPV1,
    /** Ethernet over UDP. RFC 7348. */
    VXLAN,
    /** Anything over UDP, with options. RFC 8926. */
    GENEVE;

    /** The tunnel that a UDP connection to this responder port carries, or null. Zeek's default ports. */
    public static TunnelType ofUdpPort(int port) {
        return switch (port) {
            case 3544 -> TEREDO;
            case 4754 -> GRE;
            case 4789 -> VXLAN;
            case 5072 -> AYIYA;
            case 2123, 2152 -> GTPV1;
            case 6081 -> GENEVE;
            default -> null;
        };
    }
}
