package io.brook.analysis.record;

import io.brook.analysis.emit.Emitter;
import io.brook.analysis.flow.Connection;
import io.brook.analysis.flow.UdpConnection;
import io.brook.analysis.layer.tunnel.TunnelType;
import io.brook.schemas.log.AnalyzerLog;
import io.brook.schemas.log.LogMeta;

/** Reports, in analyzer.log, connections that are not what they were taken for. */
public final class Violations {
    /** Zeek's Analyzer::Logging::failure_data_max_size. */
    private static final int MAX_DATA = 40;

    private final String sensor;
    private final Emitter out;

    public Violations(String sensor, Emitter out) {
        this.sensor = sensor;
        this.out = out;
    }

    /** Reports the first violation of a connection; except for GTP, no more payloads of it are looked into. */
    public void report(UdpConnection connection, TunnelType type, String reason, long time) {
        if (connection.takeFirstViolation()) {
            write(connection, "packet", type.analyzer(), reason, null, time);
        }
        if (type != TunnelType.GTPV1) {
            connection.isNoTunnel();
        }
    }

    /**
     * Reports that a connection does not speak the protocol that it was said to speak.
     *
     * @param data the bytes that show it, one character each, or null
     */
    public void ofProtocol(Connection connection, String analyzer, String reason, String data, long time) {
        String shown = data == null || data.isEmpty() ? null : data.substring(0, Math.min(data.length(), MAX_DATA));
        write(connection, "protocol", analyzer, reason, shown, time);
    }

    private void write(Connection connection, String kind, String analyzer, String reason, String data, long time) {
        AnalyzerLog line = new AnalyzerLog();
        line.setMeta(new LogMeta(sensor, time));
        line.setTs(time);
        line.setAnalyzerKind(kind);
        line.setAnalyzerName(analyzer);
        line.setUid(connection.uid(sensor));
        line.setId(ConnRecords.idOf(connection));
        line.setProto(connection.transport());
        line.setFailureReason(reason);
        line.setFailureData(data);
        out.log(line);
    }
}
