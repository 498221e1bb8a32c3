package io.brook.schemas.task;

import io.brook.schemas.export.LogCopies;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.replay.Slice;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TopicNameExtractor;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/**
 * Where lines of logs go: each to the topic of its log, and to the topics of copies.
 *
 * @param slice which lines are written
 * @param copies which copies are kept
 */
public record LogSink(Slice slice, LogCopies copies) {
    /** All lines, without copies. */
    public static final LogSink PLAIN = new LogSink(Slice.EVERYTHING, LogCopies.NONE);

    private static final String UID = "uid";

    /**
     * Adds it to a topology.
     *
     * @param name what its parent forwards lines to
     * @param parent the processor whose lines they are
     */
    public void addTo(Topology topology, String name, String parent, Names names) {
        Serializer<SubjectKey> key = RecordSerde.of(SubjectKey.class).serializer();
        Serializer<SpecificRecord> value = RecordSerde.of(SpecificRecord.class).serializer();
        // Every line asks.
        Map<Class<?>, String> topics = LogStream.all().stream()
                .collect(Collectors.toMap(LogStream::type, stream -> names.of(Topics.log(stream))));
        TopicNameExtractor<SubjectKey, SpecificRecord> topic = (subject, line, context) -> topics.get(line.getClass());
        if (slice.isEverything() && copies.sets().isEmpty()) {
            topology.addSink(name, topic, key, value, parent);
            return;
        }
        List<LogCopies.Set> sets = copies.sets();
        topology.addProcessor(name, () -> new Spread(slice, sets, name), parent);
        topology.addSink(own(name), topic, key, value, name);
        for (LogCopies.Set set : sets) {
            TopicNameExtractor<String, SpecificRecord> copyTopic =
                    (uid, line, context) -> names.of(set.topic(LogStream.of(line)));
            Serializer<SpecificRecord> encoding =
                    (ofTopic, line) -> set.encoding().encode(ofTopic, line);
            topology.addSink(copy(name, set), copyTopic, new StringSerializer(), encoding, name);
        }
    }

    private static String own(String name) {
        return name + "-topics";
    }

    private static String copy(String name, LogCopies.Set set) {
        return name + "-" + set.prefix();
    }

    /** The connection that a line is about; null when it is about none, or several. */
    private static String uid(SpecificRecord line) {
        Schema.Field field = line.getSchema().getField(UID);
        return field == null || !(line.get(field.pos()) instanceof String uid) ? null : uid;
    }

    /** Passes on the lines that belong to a slice, to all topics where they go. */
    private static final class Spread extends ContextualProcessor<SubjectKey, SpecificRecord, Object, SpecificRecord> {
        private final Slice slice;
        private final List<LogCopies.Set> sets;
        private final String name;

        Spread(Slice slice, List<LogCopies.Set> sets, String name) {
            this.slice = slice;
            this.sets = sets;
            this.name = name;
        }

        @Override
        public void process(Record<SubjectKey, SpecificRecord> line) {
            if (!slice.hasLine(line.value())) {
                return;
            }
            context().forward(line, own(name));
            for (LogCopies.Set set : sets) {
                context().forward(line.withKey(set.keyed() ? uid(line.value()) : null), copy(name, set));
            }
        }
    }
}
