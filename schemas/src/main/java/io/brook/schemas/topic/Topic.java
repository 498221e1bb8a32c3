package io.brook.schemas.topic;

import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/**
 * One topic of the catalogue.
 *
 * @param name the topic's name
 * @param about what its records say, in a sentence
 * @param keyedBy the key of its records, in a few words
 * @param compacted whether only the last record of each key is kept
 * @param values the Avro records it holds, by their full names
 */
public record Topic(String name, String about, String keyedBy, boolean compacted, List<String> values) {
    /** The same topic where it holds other records, too: those of the site's jars. */
    public Topic with(List<Schema> others) {
        return new Topic(
                name,
                about,
                keyedBy,
                compacted,
                Stream.concat(values.stream(), others.stream().map(Schema::getFullName))
                        .toList());
    }

    /** Whether records of this kind belong here. */
    public boolean holds(SpecificRecord record) {
        return values.contains(record.getSchema().getFullName());
    }
}
