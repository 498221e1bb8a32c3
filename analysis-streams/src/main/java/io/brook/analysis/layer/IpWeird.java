package io.brook.analysis.layer;

import io.brook.analysis.weird.Oddity;
import io.brook.analysis.weird.Weird;
import io.brook.analysis.weird.WeirdAction;

/** What is odd about IP packets whose headers are sound. */
public enum IpWeird implements Weird {
    /** The total length is zero: what segmentation offloading leaves behind. */
    IP_HDR_LEN_ZERO(Oddity.of("IP", "ip_hdr_len_zero")),
    BAD_IP_CHECKSUM(
            Oddity.of("IP", "bad_IP_checksum").with(WeirdAction.LOG_PER_ORIG).counted()),
    /** A fragment that the snap length cut cannot be put together. */
    INCOMPLETELY_CAPTURED_FRAGMENT(Oddity.of("IP", "incompletely_captured_fragment")),
    /** An IPv6 packet that says it carries nothing. */
    IPV6_NO_NEXT(Oddity.of("IP", "ipv6_no_next"));

    private final Oddity oddity;

    IpWeird(Oddity oddity) {
        this.oddity = oddity;
    }

    @Override
    public Oddity oddity() {
        return oddity;
    }
}
