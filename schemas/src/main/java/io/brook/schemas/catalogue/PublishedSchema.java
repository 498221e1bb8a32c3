package io.brook.schemas.catalogue;

import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Topic;
import io.brook.schemas.topic.Topics;
import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.SchemaFormatter;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.SchemaParser;

/**
 * The Avro schema of one kind of record, for other software.
 *
 * @param name the record's name, such as ConnLog
 * @param fingerprint CRC-64-AVRO of the schema's parsing canonical form, as 16 hexadecimal digits
 * @param topics the topics that hold such records as values
 * @param json the schema, with its fingerprint as an attribute, since not every Avro library can compute it
 */
public record PublishedSchema(String name, String fingerprint, List<String> topics, String json) {
    /** Every schema, in alphabetical order. */
    public static List<PublishedSchema> all() {
        return RecordSerde.schemas().stream().map(PublishedSchema::of).toList();
    }

    private static PublishedSchema of(Schema schema) {
        String fingerprint = "%016x".formatted(SchemaNormalization.parsingFingerprint64(schema));
        List<String> topics = Topics.all().stream()
                .filter(topic -> topic.values().contains(schema.getFullName()))
                .map(Topic::name)
                .toList();
        Schema copy = new SchemaParser().parse(schema.toString()).mainSchema();
        copy.addProp("fingerprint", fingerprint);
        return new PublishedSchema(schema.getName(), fingerprint, topics, SchemaFormatter.format("json/pretty", copy));
    }

    /** The name of the file that holds it in the distribution. */
    public String file() {
        return name + ".avsc";
    }

    /** @param asked a log, such as conn; a topic, such as log.conn; or a record, such as ConnLog */
    public boolean isCalled(String asked) {
        return name.equalsIgnoreCase(asked) || topics.contains(asked) || topics.contains(Topics.LOG_PREFIX + asked);
    }
}
