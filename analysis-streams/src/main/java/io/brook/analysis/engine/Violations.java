package io.brook.analysis.engine;

import io.brook.analysis.emit.Emitter;
import io.brook.analysis.flow.UdpConnection;
import io.brook.analysis.layer.tunnel.TunnelType;
import io.brook.schemas.log.AnalyzerLog;
import io.brook.schemas.log.LogMeta;

/** Reports, in analyzer.log, connections that are not the tunnel they were taken for. */
final class Violations {
    private final String sensor;
    private final Emitter out;

    Violations(String sensor, Emitter out) {
        this.sensor = sensor;
        this.out = out;
    }

    /** Reports the first violation of a connection; except for GTP, no more payloads of it are looked into. */
    void report(UdpConnection connection, TunnelType type, String reason, long time) {
        if (connection.takeFirstViolation()) {
            AnalyzerLog line = new AnalyzerLog();
            line.setMeta(new LogMeta(sensor, time));
            line.setTs(time);
            line.setAnalyzerKind("packet");
            line.setAnalyzerName(type.analyzer());
            line.setUid(connection.uid(sensor));
            line.setId(ConnRecords.idOf(connection));
            line.setProto(connection.transport());
            line.setFailureReason(reason);
            out.log(line);
        }
        if (type != TunnelType.GTPV1) {
            connection.isNoTunnel();
        }
    }
}
