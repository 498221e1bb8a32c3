package io.brook.schemas.format;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonGenerator;
import com.fasterxml.jackson.core.io.SerializedString;
import com.fasterxml.jackson.core.json.JsonWriteFeature;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * Zeek's JSON logs (its source: {@code threading/formatters/JSON.cc}): an object per line, unset fields left out, times and
 * intervals as seconds. A time has up to six decimals, like Zeek's for traffic with microseconds. Numbers that are not finite are
 * null, because JSON has none. A file has no header.
 */
final class JsonFormat implements LineFormat {
    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .enable(JsonWriteFeature.COMBINE_UNICODE_SURROGATES_IN_UTF8)
            .build();

    private final List<Column> columns;
    private final List<SerializedString> names;
    private final LineBuffer number = new LineBuffer();

    JsonFormat(List<Column> columns) {
        this.columns = columns;
        names = columns.stream()
                .map(column -> new SerializedString(column.name()))
                .toList();
    }

    @Override
    public void header(long opened, LineBuffer out) {}

    @Override
    public void footer(long closed, LineBuffer out) {}

    @Override
    public void line(SpecificRecord record, LineBuffer out) {
        try (JsonGenerator json = FACTORY.createGenerator(out)) {
            json.writeStartObject();
            for (int i = 0; i < columns.size(); i++) {
                Object value = columns.get(i).valueIn(record);
                if (value != null) {
                    json.writeFieldName(names.get(i));
                    field(columns.get(i).type(), value, json);
                }
            }
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer in memory refuses bytes", e);
        }
    }

    private void field(ZeekType type, Object value, JsonGenerator json) throws IOException {
        if (!type.container()) {
            scalar(type, value, json);
            return;
        }
        json.writeStartArray();
        for (Object element : (List<?>) value) {
            scalar(type, element, json);
        }
        json.writeEndArray();
    }

    private void scalar(ZeekType type, Object value, JsonGenerator json) throws IOException {
        switch (type.scalar()) {
            case BOOL -> json.writeBoolean((Boolean) value);
            case NUMBER -> json.writeNumber(((Number) value).longValue());
            case TIME -> json.writeNumber(seconds(((Number) value).longValue()));
            case DOUBLE -> real(((Number) value).doubleValue(), json);
            case TEXT -> json.writeString(ZeekText.json(value.toString()));
        }
    }

    private String seconds(long nanos) {
        number.clear();
        number.seconds(nanos);
        number.cutZeros();
        return new String(number.copy(), StandardCharsets.US_ASCII);
    }

    private static void real(double value, JsonGenerator json) throws IOException {
        if (Double.isFinite(value)) {
            json.writeNumber(value);
        } else {
            json.writeNull();
        }
    }
}
