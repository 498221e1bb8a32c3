package io.brook.analysis.engine;

import io.brook.analysis.analyzer.FileOrigin;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.analyzer.SoftwareBanner;
import io.brook.analysis.emit.Emitter;
import io.brook.analysis.emit.SessionEnd;
import io.brook.analysis.file.Feed;
import io.brook.analysis.file.FileTable;
import io.brook.analysis.flow.Connection;
import io.brook.analysis.flow.PayloadFollower;
import io.brook.analysis.layer.tunnel.TunnelType;
import io.brook.analysis.record.ConnRecords;
import io.brook.analysis.record.Inventory;
import io.brook.analysis.record.Violations;
import io.brook.analysis.record.Weirds;
import io.brook.analysis.site.LocalNetworks;
import io.brook.analysis.weird.Oddity;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.flow.IpAddress;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.LogMeta;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;

/** Gives connections to the protocols that they may speak, and what these say to whom it concerns. */
final class Dispatcher {
    private final String sensor;
    private final List<ProtocolAnalyzer> analyzers;
    private final Predicate<String> enabled;
    private final LocalNetworks local;
    private final Emitter out;
    private final Inventory inventory;
    private final Weirds weirds;
    private final Violations violations;
    private final TunnelTable tunnels;
    private final ExpectedConnections expected;
    private final FileTable files;
    private long failures;
    private long sessionsTrimmed;

    Dispatcher(
            String sensor,
            Analyses analyses,
            LocalNetworks local,
            Emitter out,
            Inventory inventory,
            Weirds weirds,
            Violations violations,
            EngineTables tables,
            FileTable files) {
        this.sensor = sensor;
        this.analyzers = analyses.analyzers();
        this.enabled = analyses.enabled();
        this.local = local;
        this.out = out;
        this.inventory = inventory;
        this.weirds = weirds;
        this.violations = violations;
        this.tunnels = tables.tunnels();
        this.expected = tables.expected();
        this.files = files;
    }

    /** What follows a connection of which the first bytes have come. */
    PayloadFollower follow(Connection connection) {
        return new ConnectionAnalysis(connection, this);
    }

    List<ProtocolAnalyzer> analyzers() {
        return analyzers;
    }

    boolean isEnabled(String type) {
        return enabled.test(type);
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

    void expect(Expected announced) {
        expected.add(announced);
    }

    /** A TCP connection is over on which nothing was said: who expected it hears of it all the same. */
    void silent(Connection connection, long time) {
        if (!expectedOn(connection).isEmpty()) {
            follow(connection).finish(time);
        }
    }

    /** Forgets what was expected for too long. */
    void expire(long time) {
        expected.expire(time);
    }

    String uidOf(Connection connection) {
        return connection.uid(sensor);
    }

    boolean isLocal(Connection connection, Direction direction) {
        return direction.isFromOriginator()
                ? local.contains(connection.originatorHigh(), connection.originatorLow())
                : local.contains(connection.responderHigh(), connection.responderLow());
    }

    void log(SpecificRecord line, long time) {
        line.put(0, new LogMeta(sensor, time));
        out.log(line);
    }

    void report(String subject, SpecificRecord found, long time) {
        found.put(0, new LogMeta(sensor, time));
        out.report(subject, found);
    }

    void weird(Connection connection, Oddity odd, String analyzer, String detail, long time) {
        weirds.onConnection(connection, odd, analyzer, detail, time);
    }

    void violated(Connection connection, String analyzer, String reason, String data, long time) {
        violations.ofProtocol(connection, analyzer, reason, data, time);
    }

    /** A session has ended because of a violation, whether or not that is told. */
    void endedByViolation(String analyzer) {
        out.sessionEnded(analyzer, SessionEnd.VIOLATION);
    }

    void software(Connection connection, SoftwareBanner banner, long time) {
        inventory.software(connection, banner, time);
    }

    /** A connection does speak a protocol. */
    void confirmed(Connection connection, String protocol, long time) {
        // What is no protocol but only called a service, such as ftp-data, is no news before the connection's end.
        if (connection.confirm(protocol) && named(protocol).isPresent()) {
            inventory.confirmed(connection, time);
        }
    }

    /** A connection does speak a protocol inside another one, of which Brook knows the name only. */
    void confirmedInner(Connection connection, String protocol, long time) {
        if (connection.confirm(protocol)) {
            inventory.confirmed(connection, time);
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

    /** A session threw: a bug, which costs this connection its session and nothing else. */
    void failed(String analyzer) {
        failures++;
        out.sessionEnded(analyzer, SessionEnd.BUG);
    }

    /** A session still wanted bytes that the producer had left out: it was wrong about what is needed. */
    void sessionTrimmed(String analyzer) {
        sessionsTrimmed++;
        out.sessionEnded(analyzer, SessionEnd.TRIMMED);
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
