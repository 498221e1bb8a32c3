package io.brook.deploy.diff;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.brook.deploy.diff.Difference.Kind;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** What differs, for programs: a JSON object on a line for each log, and after it one for each difference. */
public final class DiffJson implements DiffOutput {
    private static final JsonFactory JSON = new JsonFactory();

    private final PrintWriter out;

    public DiffJson(PrintWriter out) {
        this.out = out;
    }

    /** Writes the fields of an object. */
    @FunctionalInterface
    private interface Fields {
        void write(JsonGenerator json) throws IOException;
    }

    @Override
    public void log(LogDiff log) {
        object(json -> {
            json.writeStringField("log", log.name());
            json.writeNumberField("same", log.same());
            for (Kind kind : Kind.values()) {
                json.writeNumberField(name(kind), log.count(kind));
            }
            strings(json, "columns_gone", log.columnsGone());
            strings(json, "columns_new", log.columnsNew());
        });
    }

    @Override
    public void difference(LogDiff log, Difference difference) {
        object(json -> {
            json.writeStringField("log", log.name());
            json.writeStringField("difference", name(difference.kind()));
            if (difference.kind() == Kind.CHANGED) {
                strings(json, "columns", difference.changedColumns());
            }
            values(json, "before", difference.before());
            values(json, "after", difference.after());
        });
    }

    private void object(Fields fields) {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be written", e);
        }
        out.println(text);
    }

    private static String name(Kind kind) {
        return kind.name().toLowerCase(Locale.ROOT);
    }

    private static void strings(JsonGenerator json, String name, List<String> strings) throws IOException {
        json.writeArrayFieldStart(name);
        for (String each : strings) {
            json.writeString(each);
        }
        json.writeEndArray();
    }

    private static void values(JsonGenerator json, String name, Line line) throws IOException {
        if (line != null) {
            json.writeObjectFieldStart(name);
            for (Map.Entry<String, String> value : line.values().entrySet()) {
                json.writeStringField(value.getKey(), value.getValue());
            }
            json.writeEndObject();
        }
    }
}
