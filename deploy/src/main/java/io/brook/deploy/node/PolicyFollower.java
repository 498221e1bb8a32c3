package io.brook.deploy.node;

import io.brook.analysis.sigma.SigmaProblem;
import io.brook.analysis.sigma.SigmaRules;
import io.brook.notice.policy.AddressSets;
import io.brook.notice.policy.PolicyException;
import io.brook.notice.policy.PolicyFiles;
import io.brook.notice.policy.PolicyParser;
import io.brook.notice.policy.PolicyProblem;
import io.brook.notice.policy.SitePolicy;
import io.brook.schemas.progress.Timeline;
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

/** Takes over the policies that are applied while a process runs, by the topic control, as far as they concern it. */
public final class PolicyFollower implements AutoCloseable {
    private static final Duration POLL = Duration.ofMillis(500);

    private final KafkaConsumer<SubjectKey, Object> consumer;
    private final TopicPartition all;
    private final Part part;
    private final Consumer<String> say;

    /** What a process does with a version. */
    @FunctionalInterface
    private interface Part {
        /** @throws PolicyException when it cannot, and goes on with what it has */
        void take(PolicyVersion version, PolicyFiles files) throws PolicyException;
    }

    private PolicyFollower(Map<String, Object> client, Part part, Consumer<String> say) {
        Map<String, Object> settings = new HashMap<>(client);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        this.part = part;
        this.say = say;
        all = new TopicPartition(Names.of(client).of(Topics.CONTROL), 0);
        consumer = new KafkaConsumer<>(
                settings,
                RecordSerde.of(SubjectKey.class).deserializer(),
                RecordSerde.of(Object.class).deserializer());
        consumer.assign(List.of(all));
        consumer.seekToBeginning(List.of(all));
    }

    /**
     * For a process that judges notices.
     *
     * @param client the settings that clients connect with
     * @param timeline gets what is applied
     * @param say takes a line about each
     */
    public static PolicyFollower ofNotices(
            Map<String, Object> client, Timeline<SitePolicy> timeline, AddressSets addresses, Consumer<String> say) {
        return new PolicyFollower(
                client,
                (version, files) -> timeline.apply(
                        version.getVersion(),
                        version.getValidFrom(),
                        PolicyParser.read(files, addresses, List.of(PolicyParser.MANAGER))),
                say);
    }

    /**
     * For a process that compares lines with Sigma rules.
     *
     * @param client the settings that clients connect with
     * @param timeline gets what is applied
     * @param say takes a line about each
     */
    public static PolicyFollower ofRules(
            Map<String, Object> client, Timeline<SigmaRules> timeline, Consumer<String> say) {
        return new PolicyFollower(
                client,
                (version, files) -> {
                    SigmaRules rules = SigmaRules.of(files.sigma());
                    if (!rules.problems().isEmpty()) {
                        throw new PolicyException(
                                rules.problems().stream()
                                        .map(PolicyFollower::problem)
                                        .toList(),
                                List.of());
                    }
                    timeline.apply(version.getVersion(), version.getValidFrom(), rules);
                },
                say);
    }

    private static PolicyProblem problem(SigmaProblem problem) {
        return new PolicyProblem(problem.file(), problem.line(), problem.column(), problem.message());
    }

    /** Takes over what was applied before: its part of the policy may be used only after that. */
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
            part.take(version, PolicyFiles.of(version.getFiles()));
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
