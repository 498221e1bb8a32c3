package io.brook.schemas.flow;

/** Why a frame has no flow: what is wrong with its headers. {@link #weird()} is Zeek's name for it in weird.log. */
public enum HeaderFault {
    NONE(null, null),
    /** It carries no IP, which is no fault. */
    NO_IP(null, null),
    /** The link layer is truncated, or of a kind that Brook does not decode. */
    BAD_LINK(null, null),
    TRUNCATED_IP("truncated_IP", "IP"),
    UNKNOWN_IP_VERSION("unknown_ip_version", "IP"),
    /** The frame is shorter on the wire than the IP header says. */
    TRUNCATED_IP_LENGTH("truncated_IP_len", "IP"),
    INVALID_IP_HEADER_SIZE("invalid_IP_header_size", "IP"),
    /** The capture's snap length cut the IP header. */
    TRUNCATED_IP_HEADER("internally_truncated_header", "IP"),
    IPV4_MIN_HEADER_SIZE("IPv4_min_header_size", "IP"),
    /** The IP payload is too short for the transport header. */
    TRUNCATED_HEADER("truncated_header", null),
    /** The capture's snap length cut the transport header. */
    INTERNALLY_TRUNCATED_HEADER("internally_truncated_header", null);

    private final String weird;
    private final String source;

    HeaderFault(String weird, String source) {
        this.weird = weird;
        this.source = source;
    }

    /** The name in weird.log; null when nothing is logged. */
    public String weird() {
        return weird;
    }

    /** The analyzer that Zeek names as the source; null for that of the transport protocol. */
    public String source() {
        return source;
    }

    /** Whether the IP header is sound, so that the packet has addresses. */
    public boolean isAfterIp() {
        return this == TRUNCATED_HEADER || this == INTERNALLY_TRUNCATED_HEADER;
    }
}
