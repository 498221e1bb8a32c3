package io.brook.deploy.embedded;

import io.brook.schemas.topic.Topic;
import io.brook.schemas.topic.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsResult;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;
import org.apache.kafka.common.errors.TopicExistsException;

/** Creates the topics of the catalogue, those that are not there yet. */
public final class TopicSetup {
    /** Who counts across flows, or puts lines in order, reads a whole topic: one partition. */
    private static final Set<Topic> SPREAD =
            Set.of(Topics.PACKETS, Topics.OBSERVATIONS, Topics.EVIDENCE, Topics.NOTICES, Topics.KNOWN_HOSTS);

    private TopicSetup() {}

    /**
     * Creates every topic that is missing, all in one request. A topic that exists is kept as it is.
     *
     * @param partitions how many partitions the topics get that are spread over tasks
     * @return the partitions that each topic has now, by name
     * @throws ExecutionException when the broker refuses
     */
    public static Map<String, Integer> ensure(Admin admin, int partitions)
            throws ExecutionException, InterruptedException {
        List<NewTopic> wanted =
                Topics.all().stream().map(topic -> newTopic(topic, partitions)).toList();
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
        return counts;
    }

    private static int existing(Admin admin, String topic) throws ExecutionException, InterruptedException {
        return admin.describeTopics(List.of(topic))
                .allTopicNames()
                .get()
                .get(topic)
                .partitions()
                .size();
    }

    private static NewTopic newTopic(Topic topic, int partitions) {
        NewTopic wanted =
                new NewTopic(topic.name(), Optional.of(SPREAD.contains(topic) ? partitions : 1), Optional.empty());
        if (topic.compacted()) {
            wanted.configs(Map.of(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT));
        }
        return wanted;
    }
}
