package io.brook.analysis.protocol.socks;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.ByteCursor;
import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.analyzer.SessionContext;
import java.util.Set;

/** SOCKS on its port, or wherever both sides speak as it does. */
public final class SocksAnalyzer implements ProtocolAnalyzer {
    private static final int MAX_USER = 32;

    @Override
    public String name() {
        return "socks";
    }

    @Override
    public Set<Integer> tcpPorts() {
        return Set.of(1080);
    }

    @Override
    public Probe probe(boolean fromOriginator, ByteCursor first) {
        if (first.remaining() < 2) {
            return Probe.MORE;
        }
        return fromOriginator ? probeClient(first) : probeServer(first);
    }

    private static Probe probeClient(ByteCursor first) {
        return switch (first.peek(0)) {
            case SocksSession.V4 -> probeClient4(first);
            case SocksSession.V5 -> {
                int methods = first.peek(1);
                yield methods > 0 && first.remaining() <= 2 + methods ? Probe.YES : Probe.NO;
            }
            default -> Probe.NO;
        };
    }

    /** A command and, after port and address, a user name that is not too long. */
    private static Probe probeClient4(ByteCursor first) {
        int command = first.peek(1);
        if (command != 1 && command != 2) {
            return Probe.NO;
        }
        int fixed = 8;
        int limit = Math.min(first.remaining(), fixed + MAX_USER + 1);
        for (int i = fixed; i < limit; i++) {
            if (first.peek(i) == 0) {
                return Probe.YES;
            }
        }
        return first.remaining() > fixed + MAX_USER ? Probe.NO : Probe.MORE;
    }

    private static Probe probeServer(ByteCursor first) {
        int version = first.peek(0);
        int status = first.peek(1);
        boolean isV4 = version == 0 && status >= 0x5a && status <= 0x5d;
        boolean isV5 = version == SocksSession.V5 && (status <= 2 || status == SocksSession.NO_METHOD);
        return isV4 || isV5 ? Probe.YES : Probe.NO;
    }

    @Override
    public AnalyzerSession open(SessionContext out) {
        return new SocksSession(out);
    }
}
