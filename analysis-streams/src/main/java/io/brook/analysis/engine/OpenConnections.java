package io.brook.analysis.engine;

import io.brook.analysis.flow.Connection;
import io.brook.analysis.record.ConnRecords;
import io.brook.analysis.record.Reports;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.ConnLog;
import io.brook.schemas.log.ConnLongLog;
import io.brook.schemas.record.Finding;
import java.time.Duration;
import java.util.Locale;

/** Reports connections that are still open, as Zeek's package zeek-long-connections does: a line of conn_long.log, and a notice. */
final class OpenConnections {
    private static final long SUPPRESS_FOR = Duration.ofHours(1).toNanos();
    private static final double SECOND = 1e9;

    private final ConnRecords records;
    private final Reports reports;

    OpenConnections(ConnRecords records, Reports reports) {
        this.records = records;
        this.reports = reports;
    }

    void report(Connection connection, long time) {
        ConnLog now = records.of(connection, time);
        reports.log(line(now), time);
        ConnId id = now.getId();
        Duration duration = Duration.ofNanos(now.getDuration());
        Finding finding = Finding.newBuilder()
                .setMeta(now.getMeta())
                .setNote("LongConnection::found")
                .setUid(now.getUid())
                .setId(id)
                .setProto(now.getProto())
                .setMsg(id.getOrigH() + " -> " + id.getRespH() + ':' + id.getRespP() + '/' + now.getProto()
                        + " remained alive for longer than " + duration.toMinutes() + 'm' + duration.toSecondsPart()
                        + 's')
                .setSub(String.format(Locale.ROOT, "%.2f", now.getDuration() / SECOND))
                .setSuppressFor(SUPPRESS_FOR)
                .build();
        reports.report(now.getUid(), finding, time);
    }

    /** The two records have the same fields, because the logs have the same columns. */
    private static ConnLongLog line(ConnLog now) {
        ConnLongLog line = new ConnLongLog();
        now.getSchema().getFields().forEach(field -> line.put(field.pos(), now.get(field.pos())));
        return line;
    }
}
