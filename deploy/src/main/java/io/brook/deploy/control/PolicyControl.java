package io.brook.deploy.control;

import io.brook.notice.policy.PolicyFiles;
import io.brook.schemas.record.PolicyVersion;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;

/** Applies policies by the topic control of a cluster, and tells which were. */
public final class PolicyControl {
    /** So many versions are kept: notices of their times may still have to be judged, as by a replay. */
    private static final int KEPT = 20;

    private final Map<String, Object> client;
    private final String topic;

    /** @param client the settings that clients connect with */
    public PolicyControl(Map<String, Object> client) {
        this.client = client;
        topic = Names.of(client).of(Topics.CONTROL);
    }

    /** The versions that were applied, the newest last. */
    public List<PolicyVersion> versions() {
        List<PolicyVersion> versions = new ArrayList<>();
        for (Object each : CompactedTopic.read(client, topic, Object.class).values()) {
            if (each instanceof PolicyVersion version) {
                versions.add(version);
            }
        }
        versions.sort(Comparator.comparingLong(PolicyVersion::getVersion));
        return versions;
    }

    /**
     * Applies a policy that was checked; returns when the broker has it.
     *
     * @param from the time of the first notices that are judged by it, in nanoseconds since the epoch
     * @param now the time, in milliseconds since the epoch
     * @return its version
     * @throws ExecutionException when the broker refuses
     */
    public long apply(PolicyFiles files, long from, long now) throws ExecutionException, InterruptedException {
        List<PolicyVersion> before = versions();
        long version = before.isEmpty() ? 1 : before.get(before.size() - 1).getVersion() + 1;
        try (Producer<SubjectKey, PolicyVersion> producer = new KafkaProducer<>(
                client,
                RecordSerde.of(SubjectKey.class).serializer(),
                RecordSerde.of(PolicyVersion.class).serializer())) {
            PolicyVersion applied = new PolicyVersion(version, from, now, files.texts());
            producer.send(new ProducerRecord<>(topic, key(version), applied)).get();
            for (PolicyVersion old : before.subList(0, Math.max(0, before.size() + 1 - KEPT))) {
                producer.send(new ProducerRecord<>(topic, key(old.getVersion()), null))
                        .get();
            }
        }
        return version;
    }

    private static SubjectKey key(long version) {
        return new SubjectKey("", "policy " + version);
    }
}
