package io.brook.analysis.layer.tunnel;

import io.brook.analysis.weird.Weird;

/** What is odd about packets in tunnels. */
public enum TunnelWeird implements Weird {
    /** Tunnels in tunnels, deeper than {@link Tunnels#MAX_DEPTH}; over UDP the source is the tunnel's own analyzer. */
    EXCEEDED_TUNNEL_MAX_DEPTH("exceeded_tunnel_max_depth", "IPTUNNEL"),
    /** The same of GTP. */
    TUNNEL_DEPTH("tunnel_depth", "GTPV1"),
    /** The IP protocol number says one version of IP, what is inside says another or none. */
    INVALID_INNER_IP_VERSION("invalid_inner_IP_version", "IPTUNNEL"),
    /** What is inside is longer than what carries it. */
    TRUNCATED_INNER_IP("truncated_inner_IP", "IPTUNNEL"),
    /** What is inside is shorter than what carries it. */
    INNER_IP_PAYLOAD_LENGTH_MISMATCH("inner_IP_payload_length_mismatch", "IPTUNNEL"),
    TRUNCATED_GRE("truncated_GRE", "GRE"),
    UNKNOWN_GRE_VERSION("unknown_gre_version", "GRE"),
    /** GRE version 1 that carries anything but PPP. */
    EGRE_PROTOCOL_TYPE("egre_protocol_type", "GRE"),
    /** GRE with the routing field of RFC 1701, which nobody uses. */
    GRE_ROUTING("gre_routing", "GRE"),
    UNKNOWN_GRE_FLAGS("unknown_gre_flags", "GRE"),
    /** PPP that carries anything but IP. */
    NON_IP_PACKET_IN_ENCAP("non_ip_packet_in_encap", "GRE"),
    GENEVE_INVALID_VERSION("geneve_invalid_version", "GENEVE"),
    GENEVE_EMPTY_PACKET("geneve_empty_packet", "GENEVE"),
    VXLAN_EMPTY_PACKET("vxlan_empty_packet", "VXLAN"),
    AYIYA_EMPTY_PACKET("ayiya_empty_packet", "AYIYA"),
    /** A packet that only opens a hole in a NAT, but carries data. */
    TEREDO_BUBBLE_WITH_PAYLOAD("Teredo_bubble_with_payload", "TEREDO");

    private final String id;
    private final String source;

    TunnelWeird(String id, String source) {
        this.id = id;
        this.source = source;
    }

    @Override
    public String id() {
        return id;
    }

    @Override
    public String source() {
        return source;
    }
}
