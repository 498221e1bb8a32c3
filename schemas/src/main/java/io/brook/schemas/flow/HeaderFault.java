package io.brook.schemas.flow;

/** Why a frame has no flow: what is wrong with its headers. {@link #weird()} is what Zeek calls it in weird.log. */
public enum HeaderFault {
    NONE(null),
    /** No IP in it, which is no fault. */
    NO_IP(null),
    /** The link layer is cut short or of a kind that Brook does not decode. */
    BAD_LINK("truncated_link_header"),
    TRUNCATED_IP("truncated_IP"),
    UNKNOWN_IP_VERSION("unknown_ip_version"),
    /** The IP header's total length is zero: what segmentation offloading leaves behind. */
    ZERO_IP_LENGTH("ip_hdr_len_zero"),
    /** The frame is shorter on the wire than the IP header says. */
    TRUNCATED_IP_LENGTH("truncated_IP_len"),
    INVALID_IP_HEADER_SIZE("invalid_IP_header_size"),
    /** The capture's snap length cut the header. */
    INTERNALLY_TRUNCATED_HEADER("internally_truncated_header"),
    IPV4_MIN_HEADER_SIZE("IPv4_min_header_size"),
    /** The IP payload is too short for the transport header. */
    TRUNCATED_HEADER("truncated_header");

    private final String weird;

    HeaderFault(String weird) {
        this.weird = weird;
    }

    /** The name in weird.log; null where there is nothing to log. */
    public String weird() {
        return weird;
    }
}
