package io.brook.deploy.embedded;

import io.brook.schemas.topic.Topic;
import io.brook.schemas.topic.Topics;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates the topics of the catalogue, those that are not there yet. */
public final class TopicSetup {
    /** Topics whose records are spread over tasks; a reader of any other wants one order of all its records. */
    private static final Set<Topic> SPREAD =
            Set.of(Topics.PACKETS, Topics.OBSERVATIONS, Topics.EVIDENCE, Topics.NOTICES, Topics.KNOWN_HOSTS);

    private static final int RETRY_MS = 10;

    private TopicSetup() {}

    /**
     * Creates every topic that is missing, all in one request, and waits until clients see them. A topic that exists is kept
     * as it is.
     *
     * @param partitions how many partitions the topics get that are spread over tasks
     * @return the partitions that each topic has now, by name
     * @throws ExecutionException when the broker refuses
     */
    public static Map<String, Integer> ensure(Admin admin, int partitions)
            throws ExecutionException, InterruptedException {
        List<NewTopic> wanted =
                Topics.all().stream().map(topic -> newTopic(topic, partitions)).toList();
        for (KafkaFuture<Void> created : admin.createTopics(wanted).values().values()) {
            try {
                created.get();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof TopicExistsException)) {
                    throw e;
                }
            }
        }
        return describe(admin, wanted.stream().map(NewTopic::name).toList()).stream()
                .collect(Collectors.toMap(
                        TopicDescription::name, topic -> topic.partitions().size()));
    }

    private static NewTopic newTopic(Topic topic, int partitions) {
        NewTopic wanted =
                new NewTopic(topic.name(), Optional.of(SPREAD.contains(topic) ? partitions : 1), Optional.empty());
        if (topic.compacted()) {
            wanted.configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
        }
        return wanted;
    }

    /** The controller has made them, but the broker that is asked may not have heard of it yet. */
    private static Collection<TopicDescription> describe(Admin admin, List<String> topics)
            throws ExecutionException, InterruptedException {
        while (true) {
            try {
                return admin.describeTopics(topics).allTopicNames().get().values();
            } catch (ExecutionException e) {
                if (!(e.getCause() instanceof UnknownTopicOrPartitionException)) {
                    throw e;
                }
                TimeUnit.MILLISECONDS.sleep(RETRY_MS);
            }
        }
    }
}
