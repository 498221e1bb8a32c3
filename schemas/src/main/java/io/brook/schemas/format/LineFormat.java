package io.brook.schemas.format;

import java.util.ArrayList;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** How the records of one log become text. Lines are without line ends; headers and footers have them. */
public interface LineFormat {
    /** The beginning of a file; {@code opened} in nanoseconds since the epoch. */
    void header(long opened, LineBuffer out);

    /** A line, into an empty buffer. */
    void line(SpecificRecord record, LineBuffer out);

    /** The end of a complete file; {@code closed} in nanoseconds since the epoch. */
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
