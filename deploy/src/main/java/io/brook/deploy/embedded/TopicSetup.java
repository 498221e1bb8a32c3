package io.brook.deploy.embedded;

import io.brook.schemas.topic.Topic;
import io.brook.schemas.topic.Topics;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates topics, those that are not there yet. */
public final class TopicSetup {
    /** Topics whose records are spread over tasks; a reader of any other wants one order of all its records. */
    private static final Set<Topic> SPREAD =
            Set.of(Topics.PACKETS, Topics.OBSERVATIONS, Topics.EVIDENCE, Topics.NOTICES, Topics.KNOWN_HOSTS);

    private static final Duration LEADER_TIMEOUT = Duration.ofSeconds(30);

    private TopicSetup() {}

    /**
     * Creates every topic of the catalogue that is missing. A topic that exists is kept as it is.
     *
     * @param partitions how many partitions the topics get that are spread over tasks
     * @return the partitions that each topic has now, by name
     * @throws ExecutionException when the broker refuses
     */
    public static Map<String, Integer> ensure(Admin admin, int partitions)
            throws ExecutionException, InterruptedException {
        return create(
                admin,
                Topics.all().stream().map(topic -> newTopic(topic, partitions)).toList());
    }

    /** As {@link #ensure}, for any topics: all in one request. Returns when they can be written to. */
    public static Map<String, Integer> create(Admin admin, List<NewTopic> wanted)
            throws ExecutionException, InterruptedException {
        CreateTopicsResult result = admin.createTopics(wanted);
        Map<String, Integer> counts = new HashMap<>();
        for (NewTopic topic : wanted) {
            try {
                counts.put(topic.name(), result.numPartitions(topic.name()).get());
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
                counts.put(topic.name(), existing(admin, topic.name()));
            }
        }
        awaitLeaders(admin, counts);
        return counts;
    }

    /**
     * Lets the broker make the topics in which it keeps groups and transactions, which it does when it is first asked about
     * any, so that the first members and producers need not wait for it. Does not wait.
     */
    static void wakeCoordinators(Admin admin) {
        admin.describeConsumerGroups(List.of(StreamsFactory.APPLICATION));
        admin.describeTransactions(List.of(StreamsFactory.APPLICATION));
    }

    private static NewTopic newTopic(Topic topic, int partitions) {
        NewTopic wanted =
                new NewTopic(topic.name(), Optional.of(SPREAD.contains(topic) ? partitions : 1), Optional.empty());
        if (topic.compacted()) {
            wanted.configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
        }
        return wanted;
    }

    private static int existing(Admin admin, String topic) throws ExecutionException, InterruptedException {
        return admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .size();
    }

    /**
     * The controller has made the topics, but their leaders may not have heard of it. A leader that knows its partition can
     * tell how long it is. A producer that comes earlier can lose count of its own records
     * (seen with 4.3.1).
     */
    private static void awaitLeaders(Admin admin, Map<String, Integer> counts)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        counts.forEach((topic, partitions) -> {
            for (int i = 0; i < partitions; i++) {
                ends.put(new TopicPartition(topic, i), OffsetSpec.latest());
            }
        });
        long giveUp = System.nanoTime() + LEADER_TIMEOUT.toNanos();
        while (!knowTheirPartitions(admin, ends, System.nanoTime() > giveUp)) {
            // A fresh listing of topics is what the client's next question is based on.
            admin.listTopics().names().get();
        }
    }

    private static boolean knowTheirPartitions(Admin admin, Map<TopicPartition, OffsetSpec> ends, boolean lastTry)
            throws ExecutionException, InterruptedException {
        try {
            admin.listOffsets(ends).all().get();
            return true;
        } catch (ExecutionException e) {
            if (lastTry || !(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                throw e;
            }
            return false;
        }
    }
}
