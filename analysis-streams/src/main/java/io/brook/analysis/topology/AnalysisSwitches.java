package io.brook.analysis.topology;

import io.brook.schemas.record.AnalysisSwitch;
import io.brook.schemas.record.SubjectKey;
import java.util.HashSet;
import java.util.Set;
import java.util.function.Predicate;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;

/**
 * Which analyses are switched on: all but those that the configuration names, unless the topic control says otherwise. The topic
 * is looked at now and then, because asking its table costs more than a connection should pay.
 */
final class AnalysisSwitches implements Predicate<String> {
    private final Set<String> configured;
    private final ReadOnlyKeyValueStore<SubjectKey, SpecificRecord> control;
    private Set<String> disabled = Set.of();

    /** @param control the table that follows the topic */
    AnalysisSwitches(Set<String> configured, ReadOnlyKeyValueStore<SubjectKey, SpecificRecord> control) {
        this.configured = configured;
        this.control = control;
        refresh();
    }

    /** Takes in what the topic says by now. */
    void refresh() {
        Set<String> now = new HashSet<>(configured);
        try (KeyValueIterator<SubjectKey, SpecificRecord> all = control.all()) {
            while (all.hasNext()) {
                if (all.next().value instanceof AnalysisSwitch each) {
                    if (each.getEnabled()) {
                        now.remove(each.getType());
                    } else {
                        now.add(each.getType());
                    }
                }
            }
        }
        disabled = now;
    }

    @Override
    public boolean test(String type) {
        return !disabled.contains(type);
    }
}
