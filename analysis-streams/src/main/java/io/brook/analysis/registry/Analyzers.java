package io.brook.analysis.registry;

import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.protocol.dhcp.DhcpAnalyzer;
import io.brook.analysis.protocol.dns.DnsAnalyzer;
import io.brook.analysis.protocol.finger.FingerAnalyzer;
import io.brook.analysis.protocol.ftp.FtpAnalyzer;
import io.brook.analysis.protocol.http.HttpAnalyzer;
import io.brook.analysis.protocol.imap.ImapAnalyzer;
import io.brook.analysis.protocol.irc.IrcAnalyzer;
import io.brook.analysis.protocol.mysql.MysqlAnalyzer;
import io.brook.analysis.protocol.ntp.NtpAnalyzer;
import io.brook.analysis.protocol.pop3.Pop3Analyzer;
import io.brook.analysis.protocol.radius.RadiusAnalyzer;
import io.brook.analysis.protocol.rdp.RdpAnalyzer;
import io.brook.analysis.protocol.rdp.RdpeudpAnalyzer;
import io.brook.analysis.protocol.rfb.RfbAnalyzer;
import io.brook.analysis.protocol.smb.SmbAnalyzer;
import io.brook.analysis.protocol.smtp.SmtpAnalyzer;
import io.brook.analysis.protocol.socks.SocksAnalyzer;
import io.brook.analysis.protocol.ssh.SshAnalyzer;
import io.brook.analysis.protocol.ssl.DtlsAnalyzer;
import io.brook.analysis.protocol.ssl.SslAnalyzer;
import io.brook.analysis.protocol.syslog.SyslogAnalyzer;
import io.brook.analysis.protocol.websocket.WebSocketAnalyzer;
import io.brook.analysis.protocol.xmpp.XmppAnalyzer;
import io.brook.analysis.x509.ChainValidation;
import java.util.Collections;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeSet;

/** Every protocol that is analysed: the one place where one is added. */
public final class Analyzers {
    /** In alphabetical order. */
    public static final List<ProtocolAnalyzer> ALL = List.of(
            new DhcpAnalyzer(),
            new DnsAnalyzer(),
            new DtlsAnalyzer(),
            new FingerAnalyzer(),
            new FtpAnalyzer(),
            new HttpAnalyzer(),
            new ImapAnalyzer(),
            new IrcAnalyzer(),
            new MysqlAnalyzer(),
            new NtpAnalyzer(),
            new Pop3Analyzer(),
            new RadiusAnalyzer(),
            new RdpAnalyzer(),
            new RdpeudpAnalyzer(),
            new RfbAnalyzer(),
            new SmbAnalyzer(),
            new SmtpAnalyzer(),
            new SocksAnalyzer(),
            new SshAnalyzer(),
            new SslAnalyzer(),
            new SyslogAnalyzer(),
            new WebSocketAnalyzer(),
            new XmppAnalyzer());

    /** Parts of protocols that can be left out of the analysis. */
    public static final List<String> PARTS = List.of("http-request", "http-reply", "http-header", "http-body");

    /** All that can be switched on and off, in alphabetical order. */
    public static final SortedSet<String> TYPES = types();

    private Analyzers() {}

    /**
     * The same analyzers, but those of TLS validate the chains of servers' certificates.
     *
     * @param analyzers Brook's and others
     */
    public static List<ProtocolAnalyzer> validating(List<ProtocolAnalyzer> analyzers, ChainValidation validation) {
        return analyzers.stream()
                .map(each -> each instanceof SslAnalyzer ? new SslAnalyzer(validation) : each)
                .map(each -> each instanceof DtlsAnalyzer ? new DtlsAnalyzer(validation) : each)
                .toList();
    }

    private static SortedSet<String> types() {
        SortedSet<String> types = new TreeSet<>(PARTS);
        ALL.forEach(analyzer -> types.add(analyzer.name()));
        return Collections.unmodifiableSortedSet(types);
    }
}
