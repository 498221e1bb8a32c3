package io.brook.analysis.engine;

import io.brook.analysis.analyzer.FileOrigin;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.emit.SessionEnd;
import io.brook.analysis.file.Feed;
import io.brook.analysis.file.FileTable;
import io.brook.analysis.flow.Connection;
import io.brook.analysis.layer.tunnel.TunnelType;
import io.brook.analysis.record.ConnRecords;
import io.brook.analysis.record.Reports;
import io.brook.schemas.flow.IpAddress;
import io.brook.schemas.log.ConnId;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;

/** Opens the analysis of connections, and passes on what sessions report. */
final class Dispatcher {
    private final List<ProtocolAnalyzer> analyzers;
    private final Predicate<String> enabled;
    private final Reports reports;
    private final ConnectionFindings findings;
    private final TunnelTable tunnels;
    private final ExpectedConnections expected;
    private final FileTable files;
    private long failures;
    private long sessionsTrimmed;

    Dispatcher(Analyses analyses, Reports reports, ConnectionFindings findings, EngineTables tables, FileTable files) {
        this.analyzers = analyses.analyzers();
        this.enabled = analyses.enabled();
        this.reports = reports;
        this.findings = findings;
        this.tunnels = tables.tunnels();
        this.expected = tables.expected();
        this.files = files;
    }

    Reports reports() {
        return reports;
    }

    ConnectionFindings findings() {
        return findings;
    }

    List<ProtocolAnalyzer> analyzers() {
        return analyzers;
    }

    boolean isEnabled(String type) {
        return enabled.test(type);
    }

    /** A bit for each analyzer, by its place in the list. */
    long known() {
        return -1L >>> (Long.SIZE - analyzers.size());
    }

    /** All analyzers that are switched on, a bit for each by its place in the list. */
    long all() {
        long all = 0;
        for (int i = 0; i < analyzers.size(); i++) {
            if (isEnabled(analyzers.get(i).name())) {
                all |= 1L << i;
            }
        }
        return all;
    }

    /** The analyzer of that name, if it is there and switched on. */
    Optional<ProtocolAnalyzer> named(String name) {
        return analyzers.stream()
                .filter(each -> each.name().equals(name) && isEnabled(name))
                .findFirst();
    }

    List<ProtocolAnalyzer> expectedOn(Connection connection) {
        return expected.on(
                IpAddress.format(connection.originatorHigh(), connection.originatorLow()),
                IpAddress.format(connection.responderHigh(), connection.responderLow()),
                connection.responderPort(),
                connection.start());
    }

    boolean isExpected(Connection connection) {
        return !expectedOn(connection).isEmpty();
    }

    void expect(Expected announced) {
        expected.add(announced);
    }

    /** Forgets what was expected for too long. */
    void expire(long time) {
        expected.expire(time);
    }

    /** A connection does speak a protocol. */
    void confirmed(Connection connection, String protocol, long time) {
        // What is no protocol but only called a service, such as ftp-data, is no news before the connection's end.
        if (connection.confirm(protocol) && named(protocol).isPresent()) {
            reports.inventory().confirmed(connection, time);
        }
    }

    /** A connection does speak a protocol inside another one, of which Brook knows the name only. */
    void confirmedInner(Connection connection, String protocol, long time) {
        if (connection.confirm(protocol)) {
            reports.inventory().confirmed(connection, time);
        }
    }

    /** @param ordinal what number of file it is on its connection */
    Feed file(SessionContext context, FileOrigin origin, int ordinal) {
        return files.open(context, origin, ordinal);
    }

    /** The connection asks a proxy for another one: all clients' ports are the same tunnel. */
    void proxyTunnel(TunnelType type, Connection connection, long time) {
        ConnId endpoints = ConnRecords.idOf(connection);
        endpoints.setOrigP(0);
        tunnels.used(tunnels.ofProxy(type, endpoints, time), time);
    }

    /** A session has thrown an exception. This is a bug, and costs this connection its session but nothing else. */
    void failed(String analyzer) {
        failures++;
        reports.lines().sessionEnded(analyzer, SessionEnd.BUG);
    }

    /** A session needed bytes that the capture had left out, so the capture was wrong about what is needed. */
    void sessionTrimmed(String analyzer) {
        sessionsTrimmed++;
        reports.lines().sessionEnded(analyzer, SessionEnd.TRIMMED);
    }

    /** How many sessions were ended because the producer had left out bytes that they wanted. */
    long sessionsTrimmed() {
        return sessionsTrimmed;
    }

    /** How many sessions were ended because they threw. */
    long failures() {
        return failures;
    }
}
