package io.brook.schemas.export;

import io.brook.schemas.format.LineBuffer;
import io.brook.schemas.format.LineFormat;
import io.brook.schemas.format.LogStyle;
import io.brook.schemas.log.LogStream;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;

/** Lines as Zeek's JSON writer makes them, one object in each record: what consumers of zeek-kafka and Metron read. */
public final class JsonLines implements Encoding {
    private final LogStyle style;
    private final ThreadLocal<Formats> formats = ThreadLocal.withInitial(Formats::new);

    /** @param style which columns they have; it is a style of JSON */
    public JsonLines(LogStyle style) {
        this.style = style;
    }

    /** The formats of one thread, and the buffer that it formats in. */
    private static final class Formats {
        private final Map<Class<?>, LineFormat> byRecord = new HashMap<>();
        private final LineBuffer buffer = new LineBuffer();
    }

    @Override
    public byte[] encode(String topic, SpecificRecord line) {
        Formats own = formats.get();
        LineFormat format = own.byRecord.computeIfAbsent(line.getClass(), type -> {
            LogStream stream = LogStream.of(line);
            return LineFormat.of(style, stream.path(), stream.schema());
        });
        own.buffer.clear();
        format.line(line, own.buffer);
        return own.buffer.copy();
    }
}
