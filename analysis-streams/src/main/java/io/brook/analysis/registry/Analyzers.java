package io.brook.analysis.registry;

import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.protocol.dhcp.DhcpAnalyzer;
import io.brook.analysis.protocol.dns.DnsAnalyzer;
import io.brook.analysis.protocol.finger.FingerAnalyzer;
import io.brook.analysis.protocol.http.HttpAnalyzer;
import io.brook.analysis.protocol.imap.ImapAnalyzer;
import io.brook.analysis.protocol.ntp.NtpAnalyzer;
import io.brook.analysis.protocol.pop3.Pop3Analyzer;
import io.brook.analysis.protocol.smtp.SmtpAnalyzer;
import io.brook.analysis.protocol.socks.SocksAnalyzer;
import io.brook.analysis.protocol.syslog.SyslogAnalyzer;
import io.brook.analysis.protocol.websocket.WebSocketAnalyzer;
import io.brook.analysis.protocol.xmpp.XmppAnalyzer;
import java.util.List;

/** Every protocol that is analysed: the one place where one is added. */
public final class Analyzers {
    /** In alphabetical order. */
    public static final List<ProtocolAnalyzer> ALL = List.of(
            new DhcpAnalyzer(),
            new DnsAnalyzer(),
            new FingerAnalyzer(),
            new HttpAnalyzer(),
            new ImapAnalyzer(),
            new NtpAnalyzer(),
            new Pop3Analyzer(),
            new SmtpAnalyzer(),
            new SocksAnalyzer(),
            new SyslogAnalyzer(),
            new WebSocketAnalyzer(),
            new XmppAnalyzer());

    private Analyzers() {}
}
