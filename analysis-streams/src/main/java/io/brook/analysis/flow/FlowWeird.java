package io.brook.analysis.flow;

import io.brook.analysis.weird.Weird;

/** What is odd about connections of all protocols but TCP. */
enum FlowWeird implements Weird {
    BAD_UDP_CHECKSUM("bad_UDP_checksum", "UDP"),
    /** The UDP header states another length than the IP header. */
    UDP_DATAGRAM_LENGTH_MISMATCH("UDP_datagram_length_mismatch", "UDP"),
    BAD_ICMP_CHECKSUM("bad_ICMP_checksum", "ICMP"),
    /** A connection moves from tunnel to tunnel. */
    TOO_MANY_TUNNEL_CHANGES("tunnel_max_changes_per_connection_exceeded", null);

    private final String id;
    private final String source;

    FlowWeird(String id, String source) {
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
