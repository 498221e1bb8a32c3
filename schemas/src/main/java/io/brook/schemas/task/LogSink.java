package io.brook.schemas.task;

import io.brook.schemas.log.LogStream;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.replay.Slice;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topics;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.TopicNameExtractor;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;

/** Where lines of logs go: each to the topic of its log. */
public final class LogSink {
    private LogSink() {}

    /**
     * Adds it to a topology.
     *
     * @param name what its parent forwards lines to
     * @param parent the processor whose lines they are
     * @param slice which of them are written
     */
    public static void addTo(Topology topology, String name, String parent, Names names, Slice slice) {
        Serializer<SubjectKey> key = RecordSerde.of(SubjectKey.class).serializer();
        Serializer<SpecificRecord> value = RecordSerde.of(SpecificRecord.class).serializer();
        TopicNameExtractor<SubjectKey, SpecificRecord> topic =
                (subject, line, context) -> names.of(Topics.log(LogStream.of(line)));
        if (slice.isEverything()) {
            topology.addSink(name, topic, key, value, parent);
        } else {
            topology.addProcessor(name, () -> new Within(slice), parent);
            topology.addSink(name + "-topics", topic, key, value, name);
        }
    }

    /** Passes on the lines that belong to a slice. */
    private static final class Within
            extends ContextualProcessor<SubjectKey, SpecificRecord, SubjectKey, SpecificRecord> {
        private final Slice slice;

        Within(Slice slice) {
            this.slice = slice;
        }

        @Override
        public void process(Record<SubjectKey, SpecificRecord> line) {
            if (slice.hasLine(line.value())) {
                context().forward(line);
            }
        }
    }
}
