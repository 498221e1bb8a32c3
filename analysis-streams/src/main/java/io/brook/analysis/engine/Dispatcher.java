package io.brook.analysis.engine;

import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.flow.StreamFollower;
import io.brook.analysis.flow.TcpConnection;
import io.brook.schemas.log.ConnId;
import java.util.List;

/** Gives connections to the protocols that they may speak. */
final class Dispatcher {
    private final List<ProtocolAnalyzer> analyzers;
    private final TunnelTable tunnels;
    private long failures;

    Dispatcher(List<ProtocolAnalyzer> analyzers, TunnelTable tunnels) {
        this.analyzers = analyzers;
        this.tunnels = tunnels;
    }

    /** What follows a connection of which the first bytes have come. */
    StreamFollower follow(TcpConnection connection) {
        return new ProtocolDetection(connection, this);
    }

    List<ProtocolAnalyzer> analyzers() {
        return analyzers;
    }

    /** The connection asks a SOCKS proxy for another one: all clients' ports are the same tunnel. */
    void socksTunnel(TcpConnection connection, long time) {
        ConnId endpoints = ConnRecords.idOf(connection);
        endpoints.setOrigP(0);
        tunnels.used(tunnels.ofProxy(endpoints, time), time);
    }

    /** A session threw: a bug, which costs this connection its session and nothing else. */
    void failed() {
        failures++;
    }

    /** How many sessions were ended because they threw. */
    long failures() {
        return failures;
    }
}
