package io.brook.analysis.detect;

import io.brook.analysis.detect.dns.DnsNames;
import io.brook.analysis.detect.web.SqlInjections;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.ConnLog;
import io.brook.schemas.log.DnsLog;
import io.brook.schemas.log.HttpLog;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.MysqlLog;
import io.brook.schemas.log.SshLog;
import io.brook.schemas.record.FailedAttempt;
import io.brook.schemas.record.LoginAttempt;
import io.brook.schemas.record.LongName;
import io.brook.schemas.record.OutboundConnection;
import io.brook.schemas.record.SqlInjection;
import io.brook.schemas.subject.Report;
import java.util.List;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;

/** What lines of logs say to detectors: as little as these need, because all of it goes through a topic. */
public final class Evidence {
    private static final String SQL_INJECTION = "HTTP::URI_SQLI";

    private Evidence() {}

    /** What a line says, with the subject that it is about; nothing, for most. */
    public static List<Report> in(SpecificRecord line) {
        if (line instanceof ConnLog connection) {
            return failure(connection);
        }
        if (line instanceof DnsLog asked && asked.getQuery() != null && DnsNames.isLong(asked.getQuery())) {
            return longName(asked);
        }
        if (line instanceof HttpLog request && request.getTags().contains(SQL_INJECTION)) {
            return injection(request);
        }
        if (line instanceof SshLog ssh && ssh.getAuthSuccess() != null) {
            return login("SSH", ssh.getMeta(), ssh.getUid(), ssh.getId(), ssh.getAuthSuccess());
        }
        if (line instanceof MysqlLog command
                && command.getSuccess() != null
                && command.getCmd().equals("login")) {
            return login("MYSQL", command.getMeta(), command.getUid(), command.getId(), command.getSuccess());
        }
        return List.of();
    }

    /** A connection to the outside, for the detection of beacons. */
    public static Optional<Report> outbound(SpecificRecord line) {
        if (!(line instanceof ConnLog connection) || !connection.getLocalOrig() || connection.getLocalResp()) {
            return Optional.empty();
        }
        ConnId id = connection.getId();
        Long bytes = connection.getOrigBytes();
        return Optional.of(new Report(
                "pair " + id.getOrigH() + ' ' + id.getRespH() + ' ' + id.getRespP() + ' ' + connection.getProto(),
                new OutboundConnection(
                        connection.getMeta(),
                        connection.getUid(),
                        id,
                        connection.getProto(),
                        connection.getTs(),
                        bytes == null ? 0 : bytes)));
    }

    private static List<Report> longName(DnsLog line) {
        String client = line.getId().getOrigH();
        String domain = DnsNames.domain(line.getQuery());
        return List.of(new Report(
                "names " + client + ' ' + domain,
                new LongName(line.getMeta(), line.getUid(), client, domain, line.getQuery())));
    }

    private static List<Report> injection(HttpLog line) {
        SqlInjection found = new SqlInjection(
                line.getMeta(), line.getId().getOrigH(), line.getId().getRespH(), line.getUid(), line.getTransDepth());
        return List.of(
                new Report(SqlInjections.BY + found.getAttacker(), found),
                new Report(SqlInjections.AGAINST + found.getVictim(), found));
    }

    private static List<Report> login(String protocol, LogMeta meta, String uid, ConnId id, boolean accepted) {
        LoginAttempt attempt =
                new LoginAttempt(meta, protocol, id.getOrigH(), id.getRespH(), id.getRespP(), uid, accepted);
        return List.of(new Report(attempt.getSource(), attempt));
    }

    /** A TCP connection whose target refused it or never answered. */
    private static List<Report> failure(ConnLog line) {
        return switch (line.getConnState()) {
            case "S0", "REJ", "RSTOS0", "SH" ->
                line.getProto().equals("tcp")
                        ? List.of(new Report(
                                line.getId().getOrigH(),
                                new FailedAttempt(
                                        line.getMeta(),
                                        line.getId().getOrigH(),
                                        line.getId().getRespH(),
                                        line.getId().getRespP(),
                                        line.getUid())))
                        : List.of();
            default -> List.of();
        };
    }
}
