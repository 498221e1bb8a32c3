package io.brook.schemas.flow;

/** What is odd about the extension headers of an IPv6 packet that still has a flow. Zeek's names in weird.log. */
public enum HeaderOddity {
    /** A routing header of type 0, which RFC 5095 has abolished. */
    ROUTING0_HDR("routing0_hdr"),
    ODD_ROUTING0_LEN("odd_routing0_len"),
    BAD_ROUTING2_LEN("bad_routing2_len"),
    UNKNOWN_ROUTING_TYPE("unknown_routing_type"),
    /** A home address option whose length is not that of an address. */
    BAD_HOME_ADDR_LEN("bad_home_addr_len"),
    MULTIPLE_HOME_ADDR_OPTS("multiple_home_addr_opts"),
    /** An option that is longer than the header it is in. */
    BAD_IPV6_DEST_OPT_LEN("bad_ipv6_dest_opt_len");

    private final String weird;

    HeaderOddity(String weird) {
        this.weird = weird;
    }

    /** The name in weird.log. */
    public String weird() {
        return weird;
    }
}
