package io.brook.deploy.cluster;

import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topic;
import io.brook.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/**
 * How topics are created.
 *
 * @param names what they are called
 * @param create whether processes create those that are missing
 * @param partitions of those that tasks share
 * @param packets the retention of the topic packets
 * @param others the retention of the others that are not compacted
 */
public record TopicPlan(Names names, boolean create, int partitions, Retention packets, Retention others) {
    /** Topics that tasks share; readers of any other need one order of all its records. */
    private static final Set<Topic> SPREAD = Stream.concat(
                    Stream.of(Topics.PACKETS, Topics.OBSERVATIONS, Topics.EVIDENCE, Topics.NOTICES),
                    Topics.known().stream())
            .collect(Collectors.toUnmodifiableSet());

    /** The newest segment is never compacted. */
    private static final String COMPACTED_AFTER_MS =
            Long.toString(Duration.ofHours(1).toMillis());

    /** For a broker that serves nothing else. */
    public TopicPlan(int partitions, Retention packets, Retention others) {
        this(new Names(""), true, partitions, packets, others);
    }

    /** For topics of their own that a replay creates and removes again. */
    public TopicPlan ofReplay(Names itsNames) {
        return new TopicPlan(itsNames, true, partitions, packets, others);
    }

    /** Nothing expires. */
    public static TopicPlan keepingAll(int partitions) {
        return new TopicPlan(partitions, Retention.UNLIMITED, Retention.UNLIMITED);
    }

    /** The topics of the catalogue. */
    List<NewTopic> catalogue(Replication replication) {
        return Topics.all().stream().map(topic -> of(topic, replication)).toList();
    }

    /** Including those that hold the state of tasks, which Kafka Streams creates when they are missing. */
    public List<NewTopic> all(Replication replication) {
        List<NewTopic> all = new ArrayList<>(catalogue(replication));
        for (Application application : Application.values()) {
            application.changelogs(names).forEach(name -> all.add(changelog(name, replication)));
        }
        return all;
    }

    private NewTopic of(Topic topic, Replication replication) {
        int count = SPREAD.contains(topic) ? partitions : 1;
        Map<String, String> settings = new HashMap<>();
        settings.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(replication.minInSync()));
        if (topic.compacted()) {
            settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_COMPACT);
            settings.put(TopicConfig.SEGMENT_MS_CONFIG, COMPACTED_AFTER_MS);
        } else {
            settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
            settings.putAll((topic.equals(Topics.PACKETS) ? packets : others).settings(count));
        }
        return new NewTopic(names.of(topic), count, replication.factor()).configs(settings);
    }

    /** As Kafka Streams creates it: a partition for each task, that is, for each partition of the topic that its tasks share. */
    private NewTopic changelog(String name, Replication replication) {
        return new NewTopic(name, partitions, replication.factor())
                .configs(Map.of(
                        TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG,
                        Integer.toString(replication.minInSync()),
                        TopicConfig.CLEANUP_POLICY_CONFIG,
                        TopicConfig.CLEANUP_POLICY_COMPACT,
                        TopicConfig.MESSAGE_TIMESTAMP_TYPE_CONFIG,
                        "CreateTime"));
    }
}
