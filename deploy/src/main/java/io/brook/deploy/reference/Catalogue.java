package io.brook.deploy.reference;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import io.brook.schemas.catalogue.PublishedSchema;
import io.brook.schemas.log.LogColumn;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.topic.Topic;
import io.brook.schemas.topic.Topics;
import java.io.IOException;
import java.io.StringWriter;
import java.io.UncheckedIOException;

/** The same for programs: every topic, record and log with its columns, as one JSON object. */
public final class Catalogue {
    private Catalogue() {}

    /** The object, with an end of line. */
    public static String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = new JsonFactory().createGenerator(text).useDefaultPrettyPrinter()) {
            json.writeStartObject();
            topics(json);
            records(json);
            logs(json);
            json.writeEndObject();
        } catch (IOException e) {
            throw new UncheckedIOException("a text in memory cannot be written", e);
        }
        return text.append('\n').toString();
    }

    private static void topics(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("topics");
        for (Topic topic : Topics.all()) {
            json.writeStartObject();
            json.writeStringField("name", topic.name());
            json.writeStringField("about", topic.about());
            json.writeStringField("key", topic.keyedBy());
            json.writeBooleanField("compacted", topic.compacted());
            json.writeArrayFieldStart("values");
            for (String value : topic.values()) {
                json.writeString(value);
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void records(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("records");
        for (PublishedSchema schema : PublishedSchema.all()) {
            json.writeStartObject();
            json.writeStringField("name", schema.name());
            json.writeStringField("fingerprint", schema.fingerprint());
            json.writeStringField("file", schema.file());
            json.writeEndObject();
        }
        json.writeEndArray();
    }

    private static void logs(JsonGenerator json) throws IOException {
        json.writeArrayFieldStart("logs");
        for (LogStream log : LogStream.ALL) {
            json.writeStartObject();
            json.writeStringField("name", log.path());
            json.writeStringField("about", log.schema().getDoc());
            json.writeStringField("topic", Topics.log(log).name());
            json.writeStringField("record", log.schema().getName());
            json.writeStringField("zeek_stream", log.schema().getProp("zeek.stream"));
            json.writeArrayFieldStart("columns");
            for (LogColumn column : LogColumn.of(log.schema())) {
                json.writeStartObject();
                json.writeStringField("name", column.name());
                json.writeStringField("type", column.type());
                json.writeStringField("about", column.about());
                json.writeStringField("since", column.since());
                json.writeBooleanField("extra", column.extra());
                json.writeEndObject();
            }
            json.writeEndArray();
            json.writeEndObject();
        }
        json.writeEndArray();
    }
}
