package io.brook.analysis.protocol.rdp;

import io.brook.analysis.analyzer.AbstractAnalyzer;
import io.brook.analysis.analyzer.Ports;
import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.flow.Direction;

/** RDP over UDP on its port, and wherever a datagram asks to begin it: Zeek's dpd_rdpeudp_syn. */
public final class RdpeudpAnalyzer extends AbstractAnalyzer {
    /** How long a client's first datagram is made (MS-RDPEUDP, section 3.1.5.1.1). */
    private static final int SYN_LENGTH = 1232;

    private static final int FLAGS = 7;

    public RdpeudpAnalyzer() {
        super("rdpeudp", Ports.udp(3389), RdpeudpSession::new);
    }

    @Override
    public Probe probeDatagram(Direction direction, ByteCursor datagram) {
        boolean isSyn = datagram.remaining() == SYN_LENGTH
                && datagram.peek16(0) == 0xffff
                && datagram.peek16(2) == 0xffff
                && datagram.peek(4) != '\n'
                && datagram.peek(5) != '\n'
                && datagram.peek(6) != '\n'
                && datagram.peek(FLAGS) == RdpeudpSession.SYN;
        return isSyn ? Probe.CERTAIN : Probe.NO;
    }
}
