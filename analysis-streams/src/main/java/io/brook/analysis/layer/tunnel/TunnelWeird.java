package io.brook.analysis.layer.tunnel;

import io.brook.analysis.weird.Oddity;
import io.brook.analysis.weird.Weird;

/** What is odd about packets in tunnels. */
public enum TunnelWeird implements Weird {
    /** Tunnels in tunnels, deeper than {@link Tunnels#MAX_DEPTH}; over UDP the source is the tunnel's own analyzer. */
    EXCEEDED_TUNNEL_MAX_DEPTH(Oddity.of("IPTUNNEL", "exceeded_tunnel_max_depth")),
    /** The same of GTP. */
    TUNNEL_DEPTH(Oddity.of("GTPV1", "tunnel_depth")),
    /** The IP protocol number says one version of IP, what is inside says another or none. */
    INVALID_INNER_IP_VERSION(Oddity.of("IPTUNNEL", "invalid_inner_IP_version")),
    /** What is inside is longer than what carries it. */
    TRUNCATED_INNER_IP(Oddity.of("IPTUNNEL", "truncated_inner_IP")),
    /** What is inside is shorter than what carries it. */
    INNER_IP_PAYLOAD_LENGTH_MISMATCH(Oddity.of("IPTUNNEL", "inner_IP_payload_length_mismatch")),
    TRUNCATED_GRE(Oddity.of("GRE", "truncated_GRE")),
    UNKNOWN_GRE_VERSION(Oddity.of("GRE", "unknown_gre_version")),
    /** GRE version 1 that carries anything but PPP. */
    EGRE_PROTOCOL_TYPE(Oddity.of("GRE", "egre_protocol_type")),
    /** GRE with the routing field of RFC 1701, which nobody uses. */
    GRE_ROUTING(Oddity.of("GRE", "gre_routing")),
    UNKNOWN_GRE_FLAGS(Oddity.of("GRE", "unknown_gre_flags")),
    /** PPP that carries anything but IP. */
    NON_IP_PACKET_IN_ENCAP(Oddity.of("GRE", "non_ip_packet_in_encap")),
    GENEVE_INVALID_VERSION(Oddity.of("GENEVE", "geneve_invalid_version")),
    GENEVE_EMPTY_PACKET(Oddity.of("GENEVE", "geneve_empty_packet")),
    VXLAN_EMPTY_PACKET(Oddity.of("VXLAN", "vxlan_empty_packet")),
    AYIYA_EMPTY_PACKET(Oddity.of("AYIYA", "ayiya_empty_packet")),
    /** A packet that only opens a hole in a NAT, but carries data. */
    TEREDO_BUBBLE_WITH_PAYLOAD(Oddity.of("TEREDO", "Teredo_bubble_with_payload"));

    private final Oddity oddity;

    TunnelWeird(Oddity oddity) {
        this.oddity = oddity;
    }

    @Override
    public Oddity oddity() {
        return oddity;
    }
}
