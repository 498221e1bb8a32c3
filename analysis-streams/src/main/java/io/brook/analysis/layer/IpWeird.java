package io.brook.analysis.layer;

import io.brook.analysis.weird.Weird;

/** What is odd about IP packets whose headers are sound. */
public enum IpWeird implements Weird {
    /** The total length is zero: what segmentation offloading leaves behind. */
    IP_HDR_LEN_ZERO("ip_hdr_len_zero", "IP"),
    BAD_IP_CHECKSUM("bad_IP_checksum", "IP"),
    /** A fragment that the snap length cut cannot be put together. */
    INCOMPLETELY_CAPTURED_FRAGMENT("incompletely_captured_fragment", "IP"),
    /** An IPv6 packet that says it carries nothing. */
    IPV6_NO_NEXT("ipv6_no_next", "IP");

    private final String id;
    private final String source;

    IpWeird(String id, String source) {
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
