package io.brook.analysis.protocol.dns;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.analyzer.SessionContext;
import java.util.List;
import java.util.Set;

/** DNS and its relatives, on their ports only: elsewhere, too much other traffic looks like it. */
public final class DnsAnalyzer implements ProtocolAnalyzer {
    private static final int DNS = 53;
    private static final int MULTICAST_DNS = 5353;
    private static final int LLMNR = 5355;
    private static final Set<Integer> TCP_PORTS = Set.of(DNS);
    private static final Set<Integer> UDP_PORTS = Set.of(DNS, DnsNetbiosName.PORT, MULTICAST_DNS, LLMNR);

    @Override
    public String name() {
        return "dns";
    }

    @Override
    public Set<Integer> tcpPorts() {
        return TCP_PORTS;
    }

    @Override
    public Set<Integer> udpPorts() {
        return UDP_PORTS;
    }

    @Override
    public List<DnsWeird> weirds() {
        return List.of(DnsWeird.values());
    }

    @Override
    public AnalyzerSession open(SessionContext context) {
        return new DnsSession(context);
    }
}
