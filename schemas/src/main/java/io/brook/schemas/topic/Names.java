package io.brook.schemas.topic;

import java.util.HashMap;
import java.util.Map;

/**
 * The names of things at the brokers: topics, groups, applications and transactional ids. All names of one Brook begin with its
 * prefix, so that several can share a Kafka cluster. A replay is a Brook of its own beside the one whose packets it analyses again.
 * The names are kept among the settings that clients connect with, because all code that names something at the brokers has these.
 *
 * @param prefix empty when a cluster has one Brook
 * @param source the prefix of the topic packets: the same, except in a replay
 */
public record Names(String prefix, String source) {
    /** The prefix's key among the settings of Kafka's clients, which ignore unknown keys. */
    public static final String KEY = "brook.name.prefix";

    private static final String SOURCE_KEY = "brook.name.prefix.packets";

    /** The names of a Brook with packets of its own. */
    public Names(String prefix) {
        this(prefix, prefix);
    }

    /** @param client the settings that clients connect with */
    public static Names of(Map<String, ?> client) {
        Object prefix = client.get(KEY);
        Object source = client.get(SOURCE_KEY);
        String own = prefix == null ? "" : prefix.toString();
        return new Names(own, source == null ? own : source.toString());
    }

    /** The names of a replay of this Brook's packets. */
    public Names replay(String run) {
        return new Names(prefix + "replay." + run + '.', source);
    }

    /** The settings that clients with these names connect with. */
    public Map<String, Object> in(Map<String, Object> client) {
        Map<String, Object> named = new HashMap<>(client);
        named.put(KEY, prefix);
        named.put(SOURCE_KEY, source);
        return named;
    }

    /** The real name of a topic of the catalogue. */
    public String of(Topic topic) {
        return topic.equals(Topics.PACKETS) ? source + topic.name() : of(topic.name());
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
