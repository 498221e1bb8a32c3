package io.brook.deploy.node;

import io.brook.notice.policy.AddressSets;
import io.brook.notice.policy.PolicyException;
import io.brook.notice.policy.PolicyFiles;
import io.brook.notice.policy.PolicyParser;
import io.brook.notice.policy.PolicyTimeline;
import io.brook.schemas.record.PolicyVersion;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;

/** Takes over the policies that are applied while a process judges notices, by the topic control. */
public final class PolicyFollower implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaConsumer<SubjectKey, Object> consumer;
    private final TopicPartition all;
    private final PolicyTimeline timeline;
    private final AddressSets addresses;
    private final Consumer<String> say;

    /**
     * @param client the settings that clients connect with
     * @param timeline gets what is applied
     * @param say takes a line about each
     */
    public PolicyFollower(
            Map<String, Object> client, PolicyTimeline timeline, AddressSets addresses, Consumer<String> say) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        this.timeline = timeline;
        this.addresses = addresses;
        this.say = say;
        all = new TopicPartition(Names.of(client).of(Topics.CONTROL), 0);
        consumer = new KafkaConsumer<>(
                settings,
                RecordSerde.of(SubjectKey.class).deserializer(),
                RecordSerde.of(Object.class).deserializer());
        consumer.assign(List.of(all));
        consumer.seekToBeginning(List.of(all));
    }

    /** Takes over what was applied before: notices may be judged only after that. */
    public void catchUp() {
        long end = consumer.endOffsets(List.of(all)).get(all);
        while (consumer.position(all) < end) {
            take();
        }
    }

    /** Goes on until it is interrupted. */
    public Void run() throws InterruptedException {
        try {
            while (true) {
                take();
            }
        } catch (InterruptException e) {
            throw (InterruptedException) new InterruptedException().initCause(e);
        }
    }

    private void take() {
        for (ConsumerRecord<SubjectKey, Object> record : consumer.poll(POLL)) {
            if (record.value() instanceof PolicyVersion version) {
                apply(version);
            }
        }
    }

    private void apply(PolicyVersion version) {
        try {
            timeline.apply(
                    version.getVersion(),
                    version.getValidFrom(),
                    PolicyParser.read(PolicyFiles.of(version.getFiles()), addresses, List.of(PolicyParser.MANAGER)));
            say.accept("has version " + version.getVersion() + " of the policy");
        } catch (PolicyException e) {
            // It was checked before it was applied: by a version of Brook that knows more, or by networks that are
            // other ones.
            say.accept("does not take version " + version.getVersion() + " of the policy: " + e.getMessage());
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
