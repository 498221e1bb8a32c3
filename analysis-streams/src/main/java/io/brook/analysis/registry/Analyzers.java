package io.brook.analysis.registry;

import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.protocol.dhcp.DhcpAnalyzer;
import io.brook.analysis.protocol.dns.DnsAnalyzer;
import io.brook.analysis.protocol.finger.FingerAnalyzer;
import io.brook.analysis.protocol.ntp.NtpAnalyzer;
import io.brook.analysis.protocol.socks.SocksAnalyzer;
import io.brook.analysis.protocol.syslog.SyslogAnalyzer;
import java.util.List;

/** Every protocol that is analysed: the one place where one is added. */
public final class Analyzers {
    /** In alphabetical order. */
    public static final List<ProtocolAnalyzer> ALL = List.of(
            new DhcpAnalyzer(),
            new DnsAnalyzer(),
            new FingerAnalyzer(),
            new NtpAnalyzer(),
            new SocksAnalyzer(),
            new SyslogAnalyzer());

    private Analyzers() {}
}
