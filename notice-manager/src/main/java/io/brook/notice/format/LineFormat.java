package io.brook.notice.format;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** How one log's records become text. Lines carry no line end; a header's and a footer's do. */
public interface LineFormat {
    /** What a file starts with; {@code opened} in nanoseconds since the epoch. */
    void header(long opened, LineBuffer out);

    /** A line, into an empty buffer. */
    void line(SpecificRecord record, LineBuffer out);

    /** What a complete file ends with; {@code closed} in nanoseconds since the epoch. */
    void footer(long closed, LineBuffer out);

    /** The format of one log. */
    static LineFormat of(LogStyle style, String path, Schema schema) {
        List<Column> columns = new ArrayList<>(Column.of(schema, style.columns()));
        if (style.sensorColumn()) {
            columns.add(Column.SENSOR);
        }
        return style.json() ? new JsonFormat(columns) : new TsvFormat(path, columns);
    }
}
