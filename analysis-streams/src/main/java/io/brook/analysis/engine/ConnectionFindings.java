package io.brook.analysis.engine;

import io.brook.analysis.detect.connection.ExtraFindings;
import io.brook.analysis.flow.Connection;
import io.brook.analysis.record.ConnRecords;
import io.brook.analysis.record.Reports;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.record.Finding;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Reports what connections show whatever they carry, as far as a site wants to hear of it ({@link ExtraFindings}). */
final class ConnectionFindings {
    /** Zeek's ProtocolDetector::minimum_duration. */
    private static final long MIN_DURATION = Duration.ofSeconds(30).toNanos();

    /** Zeek's ProtocolDetector::minimum_volume, in bytes of payload. */
    private static final long MIN_VOLUME = 4_000;

    private static final long DAY = Duration.ofDays(1).toNanos();

    /** Zeek's Notice::default_suppression_interval; without an identifier it means nothing. */
    private static final long SUPPRESS_FOR = Duration.ofHours(1).toNanos();

    private final Reports reports;
    private Set<String> wanted = Set.of();

    ConnectionFindings(Reports reports) {
        this.reports = reports;
    }

    void want(Set<String> notes) {
        wanted = notes;
    }

    /** Whether it is of interest which protocols are spoken on ports that are not theirs. */
    boolean seeksProtocols() {
        return wanted.contains(ExtraFindings.PROTOCOL_FOUND) || wanted.contains(ExtraFindings.SERVER_FOUND);
    }

    /** Whether a connection has lasted long enough, or carried enough, for what it speaks to be told before its end. */
    static boolean isTelling(Connection connection, long time) {
        return time - connection.start() >= MIN_DURATION
                || connection.originatorBytes() + connection.responderBytes() >= MIN_VOLUME;
    }

    /**
     * A connection speaks protocols that are not those of its port. As in Zeek, one to which a side has contributed nothing is not told.
     *
     * @param protocols as conn.log names them
     */
    void protocols(Connection connection, List<String> protocols, long time) {
        if (connection.originatorBytes() == 0 || connection.responderBytes() == 0) {
            return;
        }
        ConnId id = ConnRecords.idOf(connection);
        for (String name : protocols) {
            String protocol = name.toUpperCase(Locale.ROOT);
            report(
                    connection,
                    of(ExtraFindings.PROTOCOL_FOUND, connection)
                            .setMsg(inWords(id) + ' ' + protocol + " on port " + port(connection))
                            .setSub(protocol),
                    time);
            report(
                    connection,
                    of(ExtraFindings.SERVER_FOUND, connection)
                            .setIdentifier(id.getRespH() + ' ' + port(connection) + ' ' + protocol)
                            .setSrc(id.getRespH())
                            .setMsg(id.getRespH() + ": " + protocol + " server on port " + port(connection))
                            .setSub(protocol)
                            .setSuppressFor(DAY),
                    time);
        }
    }

    /**
     * Bytes were acknowledged and not captured.
     *
     * @param sequence the first of them, where the first byte of the stream is 1
     */
    void gap(Connection connection, Direction direction, long sequence, long length, long time) {
        if (wanted.contains(ExtraFindings.CONTENT_GAP)) {
            String side = direction.isFromOriginator() ? ">" : "<";
            report(
                    connection,
                    of(ExtraFindings.CONTENT_GAP, connection)
                            .setMsg(inWords(ConnRecords.idOf(connection)) + " content gap (" + side + ' ' + sequence
                                    + '/' + length + ')'),
                    time);
        }
    }

    private Finding.Builder of(String note, Connection connection) {
        return Finding.newBuilder()
                .setMeta(new LogMeta("", 0L))
                .setNote(note)
                .setUid(reports.uidOf(connection))
                .setId(ConnRecords.idOf(connection))
                .setProto(connection.transport())
                .setSuppressFor(SUPPRESS_FOR);
    }

    private void report(Connection connection, Finding.Builder finding, long time) {
        if (wanted.contains(finding.getNote())) {
            reports.report(finding.getNote() + ' ' + reports.uidOf(connection), finding.build(), time);
        }
    }

    /** As Zeek writes a port: 22/tcp. */
    private static String port(Connection connection) {
        return connection.responderPort() + "/" + connection.transport();
    }

    /** As Zeek's id_string does. */
    private static String inWords(ConnId id) {
        return id.getOrigH() + ':' + id.getOrigP() + " > " + id.getRespH() + ':' + id.getRespP();
    }
}
