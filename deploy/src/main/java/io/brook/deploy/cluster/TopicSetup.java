package io.brook.deploy.cluster;

import io.brook.schemas.topic.Topic;
import io.brook.schemas.topic.Topics;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates topics, those that are not there yet. */
public final class TopicSetup {
    /** Topics whose records are spread over tasks; a reader of any other wants one order of all its records. */
    private static final Set<Topic> SPREAD = Stream.concat(
                    Stream.of(Topics.PACKETS, Topics.OBSERVATIONS, Topics.EVIDENCE, Topics.NOTICES),
                    Topics.known().stream())
            .collect(Collectors.toUnmodifiableSet());

    private static final int RETRY_MS = 10;
    /** The newest segment is never compacted. */
    private static final String COMPACTED_AFTER_MS =
            Long.toString(Duration.ofHours(1).toMillis());

    private TopicSetup() {}

    /**
     * Creates every topic of the catalogue that is missing. A topic that exists is kept as it is.
     *
     * @param plan how they are made
     * @param replication how many brokers keep them
     * @return the partitions that each topic has now, by name
     * @throws ExecutionException when the broker refuses
     */
    public static Map<String, Integer> ensure(Admin admin, TopicPlan plan, Replication replication)
            throws ExecutionException, InterruptedException {
        return create(
                admin,
                Topics.all().stream()
                        .map(topic -> newTopic(topic, plan, replication))
                        .toList());
    }

    /** As {@link #ensure}, for any topics: all in one request. Returns when they can be written to. */
    public static Map<String, Integer> create(Admin admin, List<NewTopic> wanted)
            throws ExecutionException, InterruptedException {
        for (KafkaFuture<Void> created : admin.createTopics(wanted).values().values()) {
            try {
                created.get();
            } catch (ExecutionException e) {
                passOver(TopicExistsException.class, e);
            }
        }
        Map<String, Integer> counts = describe(
                        admin, wanted.stream().map(NewTopic::name).toList())
                .stream()
                .collect(Collectors.toMap(
                        TopicDescription::name, topic -> topic.partitions().size()));
        awaitLeaders(admin, counts);
        return counts;
    }

    /** The controller has made the topics, but the broker that is asked may not have heard of it. */
    private static Collection<TopicDescription> describe(Admin admin, List<String> topics)
            throws ExecutionException, InterruptedException {
        while (true) {
            try {
                return admin.describeTopics(topics).allTopicNames().get().values();
            } catch (ExecutionException e) {
                passOver(UnknownTopicOrPartitionException.class, e);
                TimeUnit.MILLISECONDS.sleep(RETRY_MS);
            }
        }
    }

    /**
     * A leader that knows its partition can tell how long it is; the client asks until it does. A producer that comes earlier
     * can lose count of its own records (seen with 4.3.1).
     */
    private static void awaitLeaders(Admin admin, Map<String, Integer> counts)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        counts.forEach((topic, partitions) -> {
            for (int i = 0; i < partitions; i++) {
                ends.put(new TopicPartition(topic, i), OffsetSpec.latest());
            }
        });
        admin.listOffsets(ends).all().get();
    }

    private static void passOver(Class<? extends ApiException> expected, ExecutionException e)
            throws ExecutionException {
        if (!expected.isInstance(e.getCause())) {
            throw e;
        }
    }

    private static NewTopic newTopic(Topic topic, TopicPlan plan, Replication replication) {
        int partitions = SPREAD.contains(topic) ? plan.partitions() : 1;
        Map<String, String> settings = new HashMap<>();
        settings.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(replication.minInSync()));
        if (topic.compacted()) {
            settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
            settings.put(TopicConfig.SEGMENT_MS_CONFIG, COMPACTED_AFTER_MS);
        } else {
            settings.putAll(plan.retention(topic).settings(partitions));
        }
        return new NewTopic(topic.name(), partitions, replication.factor()).configs(settings);
    }
}
