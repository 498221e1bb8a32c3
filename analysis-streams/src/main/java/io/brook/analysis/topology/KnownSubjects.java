package io.brook.analysis.topology;

import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.subject.News;
import io.brook.schemas.topic.Topics;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * What a worker knows of what is known already, so that it does not report it again. It may know too little, which costs a
 * record; what it leaves out, the owner of the subject would have left out too.
 */
final class KnownSubjects {
    /** The table of each kind of observation, by the name of its record. */
    private final Map<String, ReadOnlyKeyValueStore<SubjectKey, SpecificRecord>> tables = new HashMap<>();

    KnownSubjects(ProcessorContext<?, ?> context) {
        Topics.known().forEach(topic -> tables.put(topic.values().get(0), context.getStateStore(topic.name())));
    }

    boolean isNoNews(SubjectKey key, SpecificRecord seen) {
        SpecificRecord known = tables.get(seen.getSchema().getFullName()).get(key);
        return known != null && News.isNoNewsToAnybody(known, seen);
    }
}
