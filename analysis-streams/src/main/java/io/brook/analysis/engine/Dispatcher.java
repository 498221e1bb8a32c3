package io.brook.analysis.engine;

import io.brook.analysis.analyzer.FileFeed;
import io.brook.analysis.analyzer.FileOrigin;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.analyzer.SoftwareBanner;
import io.brook.analysis.emit.Emitter;
import io.brook.analysis.flow.Connection;
import io.brook.analysis.flow.PayloadFollower;
import io.brook.schemas.flow.IpAddress;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.LogMeta;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** Gives connections to the protocols that they may speak, and what these say to whom it concerns. */
final class Dispatcher {
    private final String sensor;
    private final List<ProtocolAnalyzer> analyzers;
    private final LocalNetworks local;
    private final Emitter out;
    private final Weirds weirds;
    private final Violations violations;
    private final TunnelTable tunnels;
    private final ExpectedConnections expected = new ExpectedConnections();
    private long failures;
    private long sessionsTrimmed;

    /** @param analyzers at most 64 */
    Dispatcher(
            String sensor,
            List<ProtocolAnalyzer> analyzers,
            LocalNetworks local,
            Emitter out,
            Weirds weirds,
            Violations violations,
            TunnelTable tunnels) {
        this.sensor = sensor;
        this.analyzers = analyzers;
        this.local = local;
        this.out = out;
        this.weirds = weirds;
        this.violations = violations;
        this.tunnels = tunnels;
    }

    /** What follows a connection of which the first bytes have come. */
    PayloadFollower follow(Connection connection) {
        return new ConnectionAnalysis(connection, this);
    }

    List<ProtocolAnalyzer> analyzers() {
        return analyzers;
    }

    /** All analyzers, a bit for each by its place in the list. */
    long all() {
        return analyzers.size() == Long.SIZE ? -1 : (1L << analyzers.size()) - 1;
    }

    Optional<ProtocolAnalyzer> named(String name) {
        return analyzers.stream().filter(each -> each.name().equals(name)).findFirst();
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

    /** Forgets what was expected for too long. */
    void expire(long time) {
        expected.expire(time);
    }

    String uidOf(Connection connection) {
        return connection.uid(sensor);
    }

    boolean isLocal(Connection connection, boolean originator) {
        return originator
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

    void weird(Connection connection, String name, String source, String detail, long time) {
        weirds.onConnection(connection, name, source, detail, time);
    }

    void violated(Connection connection, String analyzer, String reason, String data, long time) {
        violations.ofProtocol(connection, analyzer, reason, data, time);
    }

    /** Filled in on the branch of software.log. */
    void software(Connection connection, SoftwareBanner banner, long time) {}

    /** Filled in on the branch of files.log. */
    FileFeed file(Connection connection, FileOrigin origin, long time) {
        return new FileFeed() {
            @Override
            public String fuid() {
                return "F";
            }

            @Override
            public void data(byte[] bytes, int offset, int length) {}

            @Override
            public void position(long position) {}

            @Override
            public void gap(long length) {}

            @Override
            public void end() {}

            @Override
            public String mimeType() {
                return null;
            }

            @Override
            public boolean isSeen() {
                return false;
            }
        };
    }

    /** The connection asks a SOCKS proxy for another one: all clients' ports are the same tunnel. */
    void socksTunnel(Connection connection, long time) {
        ConnId endpoints = ConnRecords.idOf(connection);
        endpoints.setOrigP(0);
        tunnels.used(tunnels.ofProxy(endpoints, time), time);
    }

    /** A session threw: a bug, which costs this connection its session and nothing else. */
    void failed() {
        failures++;
    }

    /** A session still wanted bytes that the producer had left out: it was wrong about what is needed. */
    void sessionTrimmed() {
        sessionsTrimmed++;
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
