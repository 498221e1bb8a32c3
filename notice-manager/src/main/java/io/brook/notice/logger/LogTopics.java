package io.brook.notice.logger;

import io.brook.notice.LogWriteException;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.BooleanSupplier;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.InterruptException;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.apache.kafka.common.errors.WakeupException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The topics that the logger reads, as they are in the cluster.
 *
 * @param names the names of topics there
 * @param streams the log of each log topic, by the topic's name in the catalogue
 * @param cluster the cluster's id
 * @param ids the ids of the topics by name; a topic that is created again has another id
 * @param lines the partitions of the logs
 * @param progress the partitions of the topic progress
 */
record LogTopics(
        Names names,
        Map<String, LogStream> streams,
        String cluster,
        Map<String, String> ids,
        List<TopicPartition> lines,
        List<TopicPartition> progress) {
    private static final Logger LOG = LoggerFactory.getLogger(LogTopics.class);
    private static final int ANSWER_MS = 10_000;

    /** The log of each log topic, by the topic's name in the catalogue. */
    private static Map<String, LogStream> catalogue() {
        Map<String, LogStream> catalogue = new HashMap<>();
        LogStream.all().forEach(stream -> catalogue.put(Topics.log(stream).name(), stream));
        return Map.copyOf(catalogue);
    }

    /**
     * Asks the cluster, and waits until it answers.
     *
     * @param closing whether to give up
     * @throws LogWriteException when a topic is missing or the cluster refuses
     * @throws WakeupException when it was given up
     */
    static LogTopics describe(Map<String, Object> kafka, BooleanSupplier closing) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.keySet().retainAll(AdminClientConfig.configNames());
        try (Admin admin = Admin.create(settings)) {
            while (!closing.getAsBoolean()) {
                try {
                    return describe(admin, Names.of(kafka));
                } catch (RetriableException e) {
                    LOG.warn("waits for Kafka: {}", e.getMessage());
                }
            }
        }
        throw new WakeupException();
    }

    private static LogTopics describe(Admin admin, Names called) {
        Map<String, LogStream> streams = catalogue();
        String cluster = answer(admin.describeCluster(new DescribeClusterOptions().timeoutMs(ANSWER_MS))
                .clusterId());
        List<String> names =
                new ArrayList<>(streams.keySet().stream().map(called::of).toList());
        names.add(called.of(Topics.PROGRESS));
        names.add(called.of(Topics.DEAD_LETTERS));
        Map<String, KafkaFuture<TopicDescription>> described = admin.describeTopics(
                        names, new DescribeTopicsOptions().timeoutMs(ANSWER_MS))
                .topicNameValues();
        Map<String, TopicDescription> topics = new HashMap<>();
        described.forEach((name, topic) -> topics.put(name, answer(name, topic)));
        Map<String, String> ids = new HashMap<>();
        topics.forEach((name, topic) -> ids.put(name, topic.topicId().toString()));
        List<TopicPartition> lines = new ArrayList<>();
        streams.keySet().forEach(name -> lines.addAll(partitions(topics.get(called.of(name)))));
        return new LogTopics(called, streams, cluster, ids, lines, partitions(topics.get(called.of(Topics.PROGRESS))));
    }

    /** The log whose lines a topic holds; null when it holds something else. */
    LogStream stream(String topic) {
        return streams.get(names.without(topic));
    }

    /** Whether these are the same topics as others: topics that only one side has do not matter, unless they have none in common. */
    boolean isSame(String otherCluster, Map<String, String> otherIds) {
        return cluster.equals(otherCluster)
                && (otherIds.isEmpty() || otherIds.keySet().stream().anyMatch(ids::containsKey))
                && otherIds.entrySet().stream()
                        .allMatch(topic -> ids.getOrDefault(topic.getKey(), topic.getValue())
                                .equals(topic.getValue()));
    }

    private static List<TopicPartition> partitions(TopicDescription topic) {
        return topic.partitions().stream()
                .map(each -> new TopicPartition(topic.name(), each.partition()))
                .toList();
    }

    private static TopicDescription answer(String name, KafkaFuture<TopicDescription> topic) {
        try {
            return answer(topic);
        } catch (UnknownTopicOrPartitionException e) {
            throw new LogWriteException(
                    "topic " + name + " does not exist; create the topics before the logger starts", e);
        }
    }

    private static <T> T answer(KafkaFuture<T> answer) {
        try {
            return answer.get();
        } catch (InterruptedException e) {
            throw new InterruptException(e);
        } catch (ExecutionException e) {
            throw e.getCause() instanceof RuntimeException cause ? cause : new IllegalStateException(e.getCause());
        }
    }
}
