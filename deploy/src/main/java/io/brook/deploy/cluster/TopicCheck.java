package io.brook.deploy.cluster;

import io.brook.deploy.cluster.TopicSetup.Found;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AlterConfigOp;
import org.apache.kafka.clients.admin.Config;
import org.apache.kafka.clients.admin.ConfigEntry;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.config.ConfigResource;

/** Compares Brook's topics in a cluster with what they should be. */
public final class TopicCheck {
    private final Admin admin;
    private final List<NewTopic> wanted;

    /**
     * A difference between a topic and what it should be.
     *
     * @param setting the name of one of Kafka's settings, or partitions or replicas
     * @param is the present value
     * @param wanted the value that it should have
     * @param changeable whether it can be changed without moving the topic's records
     */
    public record Difference(String setting, String is, String wanted, boolean changeable) {}

    /**
     * A topic.
     *
     * @param exists whether the cluster has it
     * @param partitions that it has, or should have
     * @param replicas of each
     * @param settings that it has, or should have, as far as Brook cares
     * @param differences none where it does not exist
     */
    public record State(
            String name,
            boolean exists,
            int partitions,
            int replicas,
            Map<String, String> settings,
            List<Difference> differences) {}

    /** @param wanted all topics as they should be */
    public TopicCheck(Admin admin, List<NewTopic> wanted) {
        this.admin = admin;
        this.wanted = wanted;
    }

    /**
     * All of them, in the order of the catalogue.
     *
     * @throws ExecutionException when a broker refuses
     */
    public List<State> look() throws ExecutionException, InterruptedException {
        Found found = TopicSetup.find(admin, TopicSetup.names(wanted));
        if (!found.hidden().isEmpty()) {
            // Asked for alone, it says why.
            admin.describeTopics(found.hidden()).allTopicNames().get();
        }
        Map<String, TopicDescription> there =
                found.there().stream().collect(Collectors.toMap(TopicDescription::name, topic -> topic));
        Map<ConfigResource, Config> configs = admin.describeConfigs(
                        there.keySet().stream().map(TopicCheck::resource).toList())
                .all()
                .get();
        List<State> states = new ArrayList<>();
        for (NewTopic topic : wanted) {
            TopicDescription description = there.get(topic.name());
            states.add(
                    description == null
                            ? new State(
                                    topic.name(),
                                    false,
                                    topic.numPartitions(),
                                    topic.replicationFactor(),
                                    new TreeMap<>(topic.configs()),
                                    List.of())
                            : state(topic, description, configs.get(resource(topic.name()))));
        }
        return states;
    }

    private static State state(NewTopic topic, TopicDescription is, Config config) {
        int replicas = is.partitions().get(0).replicas().size();
        Map<String, String> settings = new TreeMap<>();
        List<Difference> differences = new ArrayList<>();
        compare("partitions", is.partitions().size(), topic.numPartitions(), differences);
        compare("replicas", replicas, topic.replicationFactor(), differences);
        new TreeMap<>(topic.configs()).forEach((name, value) -> {
            ConfigEntry entry = config.get(name);
            String now = entry == null ? "" : entry.value();
            settings.put(name, now);
            if (!value.equals(now)) {
                differences.add(new Difference(name, now, value, true));
            }
        });
        return new State(topic.name(), true, is.partitions().size(), replicas, settings, differences);
    }

    private static void compare(String what, int is, int wanted, List<Difference> differences) {
        if (is != wanted) {
            differences.add(new Difference(what, Integer.toString(is), Integer.toString(wanted), false));
        }
    }

    /**
     * Creates those that are missing; leaves the others as they are.
     *
     * @throws ExecutionException when a broker refuses
     */
    public void create(List<State> states) throws ExecutionException, InterruptedException {
        List<String> missing =
                states.stream().filter(each -> !each.exists()).map(State::name).toList();
        if (!missing.isEmpty()) {
            TopicSetup.create(
                    admin,
                    wanted.stream()
                            .filter(each -> missing.contains(each.name()))
                            .toList());
        }
    }

    /**
     * Changes the settings of those that differ.
     *
     * @throws ExecutionException when a broker refuses
     */
    public void apply(List<State> states) throws ExecutionException, InterruptedException {
        Map<ConfigResource, Collection<AlterConfigOp>> changes = new HashMap<>();
        for (State state : states) {
            List<AlterConfigOp> settings = state.differences().stream()
                    .filter(Difference::changeable)
                    .map(each ->
                            new AlterConfigOp(new ConfigEntry(each.setting(), each.wanted()), AlterConfigOp.OpType.SET))
                    .toList();
            if (!settings.isEmpty()) {
                changes.put(resource(state.name()), settings);
            }
        }
        if (!changes.isEmpty()) {
            admin.incrementalAlterConfigs(changes).all().get();
        }
    }

    private static ConfigResource resource(String topic) {
        return new ConfigResource(ConfigResource.Type.TOPIC, topic);
    }
}
