package io.brook.analysis.protocol.dns;

import io.brook.analysis.analyzer.AbstractAnalyzer;
import io.brook.analysis.analyzer.Ports;

/** DNS and its relatives, on their ports only: elsewhere, too much other traffic looks like it. */
public final class DnsAnalyzer extends AbstractAnalyzer {
    private static final int DNS = 53;
    private static final int MULTICAST_DNS = 5353;
    private static final int LLMNR = 5355;

    public DnsAnalyzer() {
        super(
                "dns",
                Ports.tcp(DNS).andUdp(DNS, DnsNetbiosName.PORT, MULTICAST_DNS, LLMNR),
                DnsSession::new,
                DnsWeird.values());
    }
}
