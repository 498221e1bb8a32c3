package io.brook.deploy.control;

import io.brook.deploy.cluster.RunException;
import io.brook.notice.policy.PolicyFiles;
import io.brook.schemas.record.PolicyVersion;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.RecordTooLargeException;

/**
 * Applies policies by the topic control of a cluster, and tells which were.
 *
 * <p>Several may do so at once: whose record of a version comes first in the topic has applied it, and the others try the next version.
 * Who follows the topic sees the same order.
 */
public final class PolicyControl {
    /** So many versions are kept: notices of their times may still have to be judged, as by a replay. */
    private static final int KEPT = 20;

    /** Of what a version takes before it is compressed, in bytes: more would burden everybody who follows. */
    private static final int LARGEST = 16 << 20;

    /** What a record takes besides its value. */
    private static final int OVERHEAD = 1 << 10;

    private final Map<String, Object> client;
    private final String topic;

    /** @param client the settings that clients connect with */
    public PolicyControl(Map<String, Object> client) {
        this.client = client;
        topic = Names.of(client).of(Topics.CONTROL);
    }

    /** The versions that were applied, the newest last. */
    public List<PolicyVersion> versions() {
        return List.copyOf(first(records()).values().stream()
                .map(each -> (PolicyVersion) each.value())
                .toList());
    }

    /** All records of versions, in the order of the topic. They are in no transactions; those of workers do not hold them up. */
    private List<ConsumerRecord<SubjectKey, Object>> records() {
        List<ConsumerRecord<SubjectKey, Object>> records = new ArrayList<>();
        CompactedTopic.records(client, topic, Object.class, "read_uncommitted").forEach((key, record) -> {
            if (record.value() instanceof PolicyVersion) {
                records.add(record);
            }
        });
        records.sort(Comparator.comparingLong(ConsumerRecord::offset));
        return records;
    }

    /** The record that decides what a version is, by versions in their order. */
    private static Map<Long, ConsumerRecord<SubjectKey, Object>> first(
            List<ConsumerRecord<SubjectKey, Object>> records) {
        Map<Long, ConsumerRecord<SubjectKey, Object>> first = new LinkedHashMap<>();
        records.stream()
                .sorted(Comparator.comparingLong(PolicyControl::version))
                .forEach(each -> first.putIfAbsent(version(each), each));
        return first;
    }

    private static long version(ConsumerRecord<SubjectKey, Object> record) {
        return ((PolicyVersion) record.value()).getVersion();
    }

    /**
     * Applies a policy that was checked; returns when the broker has it.
     *
     * @param from the time of the first notices that are judged by it, in nanoseconds since the epoch
     * @param now the time, in milliseconds since the epoch
     * @return its version
     * @throws RunException when it is too large
     * @throws ExecutionException when the broker refuses
     */
    public long apply(PolicyFiles files, long from, long now)
            throws RunException, ExecutionException, InterruptedException {
        long size = files.size();
        if (size > LARGEST) {
            throw tooLarge(size, "16 MiB are possible");
        }
        // Texts are compressed to a fraction of their size: a thousand Sigma rules would not fit otherwise.
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
        settings.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, LARGEST + OVERHEAD);
        try {
            return apply(settings, files, from, now);
        } catch (ExecutionException e) {
            if (e.getCause() instanceof RecordTooLargeException) {
                throw tooLarge(size, "the brokers take less, even compressed (max.message.bytes of " + topic + ")");
            }
            throw e;
        }
    }

    private static RunException tooLarge(long size, String why) {
        return new RunException(
                "the policy has " + (size >> 10) + " KiB; " + why
                        + "; leave out Sigma rules of other products than Zeek",
                null);
    }

    private long apply(Map<String, Object> settings, PolicyFiles files, long from, long now)
            throws ExecutionException, InterruptedException {
        try (Producer<SubjectKey, PolicyVersion> producer = new KafkaProducer<>(
                settings,
                RecordSerde.of(SubjectKey.class).serializer(),
                RecordSerde.of(PolicyVersion.class).serializer())) {
            while (true) {
                long version = 1
                        + records().stream()
                                .mapToLong(PolicyControl::version)
                                .max()
                                .orElse(0);
                SubjectKey key = new SubjectKey("", "policy " + version + ' ' + UUID.randomUUID());
                send(producer, key, new PolicyVersion(version, from, now, files.texts()));
                List<ConsumerRecord<SubjectKey, Object>> after = records();
                ConsumerRecord<SubjectKey, Object> decides = first(after).get(version);
                if (decides == null || decides.key().equals(key)) {
                    forget(producer, after, version - KEPT);
                    return version;
                }
                send(producer, key, null);
            }
        }
    }

    /** Later records go first, so that what decides about a version is the last of it that goes. */
    private void forget(
            Producer<SubjectKey, PolicyVersion> producer, List<ConsumerRecord<SubjectKey, Object>> records, long newest)
            throws ExecutionException, InterruptedException {
        for (int i = records.size() - 1; i >= 0; i--) {
            if (version(records.get(i)) <= newest) {
                send(producer, records.get(i).key(), null);
            }
        }
    }

    private void send(Producer<SubjectKey, PolicyVersion> producer, SubjectKey key, PolicyVersion value)
            throws ExecutionException, InterruptedException {
        producer.send(new ProducerRecord<>(topic, key, value)).get();
    }
}
