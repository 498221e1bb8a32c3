package io.brook.deploy.reference;

import io.brook.deploy.cluster.Replication;
import io.brook.deploy.cluster.Retention;
import io.brook.deploy.cluster.TopicPlan;
import io.brook.schemas.topic.Topic;
import io.brook.schemas.topic.Topics;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.config.TopicConfig;

/** Tables of the topics of the catalogue, and of those that keep the state of tasks, as they are created. */
final class TopicTables {
    /** Settings that tell by a topic which of them it was created with. */
    private static final int PARTITIONS = 2;

    private static final Retention PACKETS = new Retention(1, 0);
    private static final Retention OTHERS = new Retention(2, 0);

    private TopicTables() {}

    static String text() {
        Map<String, NewTopic> planned = new LinkedHashMap<>();
        for (NewTopic topic : new TopicPlan(PARTITIONS, PACKETS, OTHERS).all(Replication.over(1))) {
            planned.put(topic.name(), topic);
        }
        Table stages = new Table("topic", "what it holds", "key", "values", "partitions", "what is kept");
        Table logs = new Table("topic", "values", "partitions", "what is kept");
        for (Topic topic : Topics.all()) {
            NewTopic plan = planned.remove(topic.name());
            String name = Table.code(topic.name());
            String values = Table.code(
                    topic.values().stream().map(TopicTables::simpleName).toList());
            if (topic.name().startsWith(Topics.LOG_PREFIX)) {
                logs.row(name, values, partitions(plan), kept(plan));
            } else {
                stages.row(name, topic.about(), topic.keyedBy(), values, partitions(plan), kept(plan));
            }
        }
        Table state = new Table("topic", "partitions", "what is kept");
        planned.forEach((name, plan) -> state.row(Table.code(name), partitions(plan), kept(plan)));
        return "## Between stages\n\n" + stages + "\n## Lines of logs\n\n" + logs + "\n## State of tasks\n\n" + state;
    }

    private static String simpleName(String fullName) {
        return fullName.substring(fullName.lastIndexOf('.') + 1);
    }

    private static String partitions(NewTopic plan) {
        return plan.numPartitions() == PARTITIONS ? Table.code("Partitions") : Integer.toString(plan.numPartitions());
    }

    private static String kept(NewTopic plan) {
        Map<String, String> settings = plan.configs();
        if (settings.get(TopicConfig.CLEANUP_POLICY_CONFIG).equals(TopicConfig.CLEANUP_POLICY_COMPACT)) {
            return "the last record of each key";
        }
        String age = settings.get(TopicConfig.RETENTION_MS_CONFIG);
        return age.equals(Long.toString(Duration.ofHours(PACKETS.hours()).toMillis()))
                ? Table.code(List.of("PacketsRetentionHours", "PacketsRetentionBytes"))
                : Table.code(List.of("RetentionHours", "RetentionBytes"));
    }
}
