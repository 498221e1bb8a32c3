package io.brook.analysis.protocol.dhcp;

import io.brook.analysis.analyzer.AbstractAnalyzer;
import io.brook.analysis.analyzer.Ports;
import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.flow.Direction;

/** DHCP on its ports, and wherever the magic cookie is at its offset: Zeek's dhcp_cookie. */
public final class DhcpAnalyzer extends AbstractAnalyzer {
    public DhcpAnalyzer() {
        super("dhcp", Ports.udp(67, 68, 4011), DhcpSession::new);
    }

    @Override
    public Probe probeDatagram(Direction direction, ByteCursor datagram) {
        int afterCookie = DhcpParser.COOKIE_OFFSET + Integer.BYTES;
        // A dot in Zeek's signature (.{236}, and then the cookie) is no line feed, and 10 is one.
        if (datagram.remaining() < afterCookie || !datagram.hasNoLineFeed(0, DhcpParser.COOKIE_OFFSET)) {
            return Probe.NO;
        }
        datagram.skip(DhcpParser.COOKIE_OFFSET);
        return datagram.u32() == DhcpSession.COOKIE ? Probe.CERTAIN : Probe.NO;
    }
}
