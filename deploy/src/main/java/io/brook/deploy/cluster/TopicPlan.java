package io.brook.deploy.cluster;

import io.brook.schemas.log.LogStream;
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
 * @param copies what the names of topics begin with that hold copies of logs
 */
public record TopicPlan(
        Names names, boolean create, int partitions, Retention packets, Retention others, List<String> copies) {
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
        this(new Names(""), true, partitions, packets, others, List.of());
    }

    /** For topics of their own that a replay creates and removes again. */
    public TopicPlan ofReplay(Names itsNames) {
        return new TopicPlan(itsNames, true, partitions, packets, others, List.of());
    }

    /** Nothing expires. */
    public static TopicPlan keepingAll(int partitions) {
        return new TopicPlan(partitions, Retention.UNLIMITED, Retention.UNLIMITED);
    }

    /** The topics of the catalogue. */
    List<NewTopic> catalogue(Replication replication) {
        List<NewTopic> topics = new ArrayList<>();
        Topics.all().forEach(topic -> topics.add(of(topic, replication)));
        for (String prefix : copies) {
            LogStream.all().forEach(stream -> topics.add(copy(prefix + stream.path(), replication)));
        }
        return topics;
    }

    /** How many partitions the topics of the catalogue get, by their names. */
    public Map<String, Integer> partitions(Replication replication) {
        return catalogue(replication).stream().collect(Collectors.toMap(NewTopic::name, NewTopic::numPartitions));
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

    /** Shared by as many readers as workers: the order of all lines is in none of the log topics anyway. */
    private NewTopic copy(String name, Replication replication) {
        Map<String, String> settings = new HashMap<>(others.settings(partitions));
        settings.put(TopicConfig.MIN_IN_SYNC_REPLICAS_CONFIG, Integer.toString(replication.minInSync()));
        settings.put(TopicConfig.CLEANUP_POLICY_CONFIG, TopicConfig.CLEANUP_POLICY_DELETE);
        return new NewTopic(names.of(name), partitions, replication.factor()).configs(settings);
    }

    /** The same with copies of logs. */
    public TopicPlan copying(List<String> prefixes) {
        return new TopicPlan(names, create, partitions, packets, others, prefixes);
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
