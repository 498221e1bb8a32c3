package io.brook.analysis.protocol.socks;

import io.brook.analysis.analyzer.AbstractAnalyzer;
import io.brook.analysis.analyzer.Ports;
import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.flow.Direction;

/**
 * SOCKS on its port, or wherever both sides speak as it does: Zeek's dpd_socks4_client and dpd_socks4_server, or those of version 5.
 * Version 4 with the two sides exchanged (dpd_socks4_reverse_client) is not looked for.
 */
public final class SocksAnalyzer extends AbstractAnalyzer {
    /** How far a zero may be from the command of a client of version 4: an address and a port, or more, and a user's name. */
    private static final int MAX_REQUEST_4 = 32;

    public SocksAnalyzer() {
        super("socks", Ports.tcp(1080), SocksSession::new);
    }

    @Override
    public Probe probe(Direction direction, ByteCursor first) {
        if (first.remaining() < 2) {
            return Probe.MORE;
        }
        return direction.isFromOriginator() ? probeClient(first) : probeServer(first);
    }

    private static Probe probeClient(ByteCursor first) {
        return switch (first.peek(0)) {
            case SocksParser.V4 -> probeClient4(first);
            case SocksParser.V5 -> {
                if (first.remaining() < 3) {
                    yield Probe.MORE;
                }
                yield first.hasNoLineFeed(1, 2) && isMethod(first.peek(2)) ? Probe.YES : Probe.NO;
            }
            default -> Probe.NO;
        };
    }

    /** The methods that IANA has assigned, of which 4 is none (RFC 1928, section 3). */
    private static boolean isMethod(int method) {
        return method <= 9 && method != 4;
    }

    /** Zeek's dpd_socks4_client: a command, and a zero not too far from it, with no line feed before it. */
    private static Probe probeClient4(ByteCursor first) {
        int command = first.peek(1);
        if (command != 1 && command != 2) {
            return Probe.NO;
        }
        int begin = 2;
        for (int i = begin; i <= begin + MAX_REQUEST_4; i++) {
            if (i == first.remaining()) {
                return Probe.MORE;
            }
            if (first.peek(i) == 0) {
                return Probe.YES;
            }
            if (first.peek(i) == '\n') {
                return Probe.NO;
            }
        }
        return Probe.NO;
    }

    /** Zeek's dpd_socks4_server and dpd_socks5_server. */
    private static Probe probeServer(ByteCursor first) {
        int version = first.peek(0);
        int status = first.peek(1);
        boolean isV4 = version == 0 && status >= 0x5a && status <= 0x5d;
        boolean isV5 = version == SocksParser.V5 && (isMethod(status) || status == SocksSession.NO_METHOD);
        return isV4 || isV5 ? Probe.YES : Probe.NO;
    }
}
