package io.brook.deploy.replay;

import io.brook.deploy.control.CompactedTopic;
import io.brook.schemas.record.ReplayPlan;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topics;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** The replays that run, as the topic replays has them: how processes of one agree on what it is, and that it is done. */
public final class ReplayRuns {
    private static final String EVERY_SENSOR = "";

    private final Map<String, Object> client;
    private final String topic;

    /** @param client the settings that clients connect with */
    public ReplayRuns(Map<String, Object> client) {
        this.client = client;
        topic = Names.of(client).of(Topics.REPLAYS);
    }

    /** The plan of a run; empty when there is no such run. */
    public Optional<ReplayPlan> find(String run) {
        return Optional.ofNullable(
                CompactedTopic.read(client, topic, ReplayPlan.class).get(key(run)));
    }

    /** The names of all runs. */
    public String list() {
        String runs = String.join(
                ", ",
                CompactedTopic.read(client, topic, ReplayPlan.class).keySet().stream()
                        .map(SubjectKey::getSubject)
                        .toList());
        return runs.isEmpty() ? "no replay is running" : "these are running: " + runs;
    }

    /** @throws ExecutionException when the broker refuses */
    void tell(ReplayPlan plan) throws ExecutionException, InterruptedException {
        send(plan.getRun(), plan);
    }

    /** @throws ExecutionException when the broker refuses */
    void forget(String run) throws ExecutionException, InterruptedException {
        send(run, null);
    }

    private void send(String run, ReplayPlan plan) throws ExecutionException, InterruptedException {
        try (Producer<SubjectKey, ReplayPlan> producer = new KafkaProducer<>(
                client,
                RecordSerde.of(SubjectKey.class).serializer(),
                RecordSerde.of(ReplayPlan.class).serializer())) {
            producer.send(new ProducerRecord<>(topic, key(run), plan)).get();
        }
    }

    private static SubjectKey key(String run) {
        return new SubjectKey(EVERY_SENSOR, run);
    }
}
