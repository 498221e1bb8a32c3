package io.brook.analysis.flow;

import io.brook.analysis.weird.Oddity;
import io.brook.analysis.weird.Weird;
import io.brook.analysis.weird.WeirdAction;

/** What is odd about connections of all protocols but TCP. */
public enum FlowWeird implements Weird {
    BAD_UDP_CHECKSUM(
            Oddity.of("UDP", "bad_UDP_checksum").with(WeirdAction.LOG_PER_ORIG).counted()),
    /** The UDP header states another length than the IP header. */
    UDP_DATAGRAM_LENGTH_MISMATCH(
            Oddity.of("UDP", "UDP_datagram_length_mismatch").with(WeirdAction.LOG_PER_ORIG)),
    BAD_ICMP_CHECKSUM(Oddity.of("ICMP", "bad_ICMP_checksum")
            .with(WeirdAction.LOG_PER_ORIG)
            .counted()),
    /** A connection moves from tunnel to tunnel. */
    TOO_MANY_TUNNEL_CHANGES(Oddity.ofScript("tunnel_max_changes_per_connection_exceeded"));

    private final Oddity oddity;

    FlowWeird(Oddity oddity) {
        this.oddity = oddity;
    }

    @Override
    public Oddity oddity() {
        return oddity;
    }
}
