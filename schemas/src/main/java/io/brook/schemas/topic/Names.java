package io.brook.schemas.topic;

import java.util.Map;

/**
 * The names of things at the brokers: topics, groups, applications and transactional ids. All names of one Brook begin with its
 * prefix, so that several can share a Kafka cluster. The prefix is kept among the settings that clients connect with, because
 * all code that names something at the brokers has these.
 *
 * @param prefix empty when a cluster has one Brook
 */
public record Names(String prefix) {
    /** The prefix's key among the settings of Kafka's clients, which ignore unknown keys. */
    public static final String KEY = "brook.name.prefix";

    /** @param client the settings that clients connect with */
    public static Names of(Map<String, ?> client) {
        Object prefix = client.get(KEY);
        return new Names(prefix == null ? "" : prefix.toString());
    }

    /** The real name of a topic of the catalogue. */
    public String of(Topic topic) {
        return of(topic.name());
    }

    /** The real name of a group, an application, a transactional id, or a topic that is not in the catalogue. */
    public String of(String name) {
        return prefix + name;
    }

    /** A name without the prefix. */
    public String without(String name) {
        return name.startsWith(prefix) ? name.substring(prefix.length()) : name;
    }
}
