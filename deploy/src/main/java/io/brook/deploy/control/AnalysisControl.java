package io.brook.deploy.control;

import io.brook.schemas.record.AnalysisSwitch;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topics;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Switches analyses on and off by the topic control of a cluster. */
public final class AnalysisControl {
    /** Switches are for all sensors. */
    private static final String EVERY_SENSOR = "";

    private final Map<String, Object> client;
    private final String topic;

    /** @param client the settings that clients connect with */
    public AnalysisControl(Map<String, Object> client) {
        this.client = client;
        topic = Names.of(client).of(Topics.CONTROL);
    }

    /**
     * Switches kinds of analysis on or off; returns when the broker has the records.
     *
     * @throws ExecutionException when the broker refuses
     */
    public void set(List<String> types, boolean enabled) throws ExecutionException, InterruptedException {
        tell(types, type -> new AnalysisSwitch(type, enabled));
    }

    /**
     * Removes switches, so that each worker's configuration applies again; returns when the broker has the records.
     *
     * @throws ExecutionException when the broker refuses
     */
    public void reset(List<String> types) throws ExecutionException, InterruptedException {
        tell(types, type -> null);
    }

    /** @param value the record for each type; null removes a switch */
    private void tell(List<String> types, Function<String, AnalysisSwitch> value)
            throws ExecutionException, InterruptedException {
        try (Producer<SubjectKey, AnalysisSwitch> producer = new KafkaProducer<>(
                client,
                RecordSerde.of(SubjectKey.class).serializer(),
                RecordSerde.of(AnalysisSwitch.class).serializer())) {
            for (String type : types) {
                SubjectKey key = new SubjectKey(EVERY_SENSOR, type);
                producer.send(new ProducerRecord<>(topic, key, value.apply(type)))
                        .get();
            }
        }
    }

    /** What has been switched, and to what; everything else is as each worker is configured. */
    public SortedMap<String, Boolean> switches() {
        SortedMap<String, Boolean> switches = new TreeMap<>();
        CompactedTopic.read(client, topic, Object.class).forEach((key, value) -> {
            // Beside the switches there are the flows of which nobody needs the payload.
            if (value instanceof AnalysisSwitch each) {
                switches.put(key.getSubject(), each.getEnabled());
            }
        });
        return switches;
    }
}
