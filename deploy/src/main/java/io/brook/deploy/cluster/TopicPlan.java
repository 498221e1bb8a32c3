package io.brook.deploy.cluster;

import io.brook.schemas.topic.Topic;
import io.brook.schemas.topic.Topics;

/**
 * How topics are made.
 *
 * @param partitions of those that are spread over tasks
 * @param packets what the topic packets keeps
 * @param others what the others keep that are not compacted
 */
public record TopicPlan(int partitions, Retention packets, Retention others) {
    /** Nothing expires. */
    public static TopicPlan keepingAll(int partitions) {
        return new TopicPlan(partitions, Retention.UNLIMITED, Retention.UNLIMITED);
    }

    Retention retention(Topic topic) {
        return topic.equals(Topics.PACKETS) ? packets : others;
    }
}
