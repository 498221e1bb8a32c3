package io.brook.analysis.layer.tunnel;

/** The tunnels that are looked into. */
public enum TunnelType {
    /** IPv4 in IP (RFC 2003, 2473). */
    IPV4("IP", "IPTUNNEL"),
    /** IPv6 in IP (RFC 4213, 2473). */
    IPV6("IP", "IPTUNNEL"),
    /** GRE of all versions, also over UDP, with what it carries for ERSPAN. RFC 2784, 2637, 8086. */
    GRE("GRE", "GRE"),
    /** IPv6 over UDP through NATs. RFC 4380. */
    TEREDO("TEREDO", "TEREDO"),
    /** Anything in Anything: the tunnels of SixXS. draft-massar-v6ops-ayiya. */
    AYIYA("AYIYA", "AYIYA"),
    /** The user plane of mobile networks. 3GPP TS 29.281. */
    GTPV1("GTPv1", "GTPV1"),
    /** Ethernet over UDP. RFC 7348. */
    VXLAN("VXLAN", "VXLAN"),
    /** Anything over UDP, with options. RFC 8926. */
    GENEVE("GENEVE", "GENEVE"),
    /** A proxy (RFC 1928). Not opened here: its analyzer knows where the connection inside begins. */
    SOCKS("SOCKS", "SOCKS"),
    /** A proxy that was asked with CONNECT (RFC 9110, section 9.3.6). Not opened here either. */
    HTTP("HTTP", "HTTP");

    private final String zeekName;
    private final String analyzer;

    TunnelType(String zeekName, String analyzer) {
        this.zeekName = "Tunnel::" + zeekName;
        this.analyzer = analyzer;
    }

    /** The type in tunnel.log. */
    public String zeekName() {
        return zeekName;
    }

    /** The name of Zeek's analyzer for it, in analyzer.log. */
    public String analyzer() {
        return analyzer;
    }

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
