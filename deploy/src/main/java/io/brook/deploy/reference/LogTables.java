package io.brook.deploy.reference;

import io.brook.schemas.log.LogColumn;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.topic.Topics;

/** A table of all logs, and one of the columns of each. */
final class LogTables {
    private LogTables() {}

    static String text() {
        StringBuilder text = new StringBuilder();
        Table logs = new Table("log", "a line is", "topic", "record", "Zeek's stream");
        for (LogStream log : LogStream.ALL) {
            logs.row(
                    "[%s.log](#%slog)".formatted(log.path(), log.path()),
                    log.schema().getDoc(),
                    Table.code(Topics.log(log).name()),
                    Table.code(log.schema().getName()),
                    Table.code(log.schema().getProp("zeek.stream")));
        }
        text.append(logs);
        for (LogStream log : LogStream.ALL) {
            text.append("\n## ").append(log.path()).append(".log\n\n");
            text.append(columns(log));
        }
        return text.toString();
    }

    private static Table columns(LogStream log) {
        Table columns = new Table("column", "type", "since", "meaning");
        for (LogColumn column : LogColumn.of(log.schema())) {
            columns.row(
                    Table.code(column.name()),
                    column.type() + (column.extra() ? ", extra" : ""),
                    column.since(),
                    column.about());
        }
        return columns;
    }
}
