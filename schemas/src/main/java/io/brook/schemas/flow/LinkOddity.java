package io.brook.schemas.flow;

/** What is odd about a frame's link layer. Zeek's names in weird.log, with the analyzer that it names as the source. */
public enum LinkOddity {
    /** A third VLAN tag: there is no field for it, so it replaces the second. */
    TRIPLE_TAGGED_VLAN("triple_tagged_vlan_unsupported", "VLAN", "inner VLAN tag overwritten"),
    /** More bytes than the PPPoE header states. */
    PPPOE_EXTRA_DATA("pppoe_extra_data_after_payload", "PPPOE", null),
    /** More nested headers than any network uses. */
    MAX_DEPTH_EXCEEDED("max_packet_analyzer_depth_exceeded", "ETHERNET", null),
    TRUNCATED_ETHERNET("truncated_ethernet_frame", "ETHERNET", null),
    /** A frame of several packets (A-MSDU) ends inside the header of one of them. */
    TRUNCATED_AMSDU_HEADER("truncated_802_11_amsdu_header", "IEEE802_11", null),
    /** The same, inside the packet. */
    TRUNCATED_AMSDU_PACKET("truncated_802_11_amsdu_packet", "IEEE802_11", null),
    /** One of the packets in a frame of several is not an IP packet. */
    INVALID_AMSDU_PACKET("invalid_802_11_amsdu_inner_packet", "IEEE802_11", null);

    private final String weird;
    private final String source;
    private final String detail;

    LinkOddity(String weird, String source, String detail) {
        this.weird = weird;
        this.source = source;
        this.detail = detail;
    }

    /** The name in weird.log. */
    public String weird() {
        return weird;
    }

    public String source() {
        return source;
    }

    /** More about it, or null. */
    public String detail() {
        return detail;
    }
}
