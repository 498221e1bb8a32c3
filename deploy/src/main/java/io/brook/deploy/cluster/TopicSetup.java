package io.brook.deploy.cluster;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.ApiException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** Creates topics that do not exist yet. */
public final class TopicSetup {
    private static final int RETRY_MS = 10;

    private TopicSetup() {}

    /**
     * Creates every topic of the catalogue that is missing. A topic that exists is kept as it is. If processes are not to create
     * topics, missing ones are an error, except those that this process may not describe: it does not need them.
     *
     * @param plan how they are created
     * @param replication how many brokers keep them
     * @return the partitions that each topic has now, by its real name
     * @throws ExecutionException when the broker refuses
     * @throws RunException when topics are missing and are not to be created, or the right to create them is missing
     */
    public static Map<String, Integer> ensure(Admin admin, TopicPlan plan, Replication replication)
            throws ExecutionException, InterruptedException, RunException {
        Map<String, Integer> counts = create(admin, plan, replication);
        awaitLeaders(admin, counts);
        return counts;
    }

    /** As {@link #ensure}, but the topics may have to wait for their leaders: see {@link #awaitLeaders}. */
    public static Map<String, Integer> create(Admin admin, TopicPlan plan, Replication replication)
            throws ExecutionException, InterruptedException, RunException {
        List<NewTopic> wanted = plan.catalogue(replication);
        Found found = find(admin, names(wanted));
        Set<String> absent = new TreeSet<>(found.missing);
        if (plan.create()) {
            absent.addAll(found.hidden);
        } else if (!absent.isEmpty()) {
            throw new RunException(
                    "topics are missing: " + String.join(", ", absent)
                            + "; CreateTopics is false, so create them with brook topics create",
                    null);
        }
        Map<String, Integer> counts = new HashMap<>(found.counts());
        if (!absent.isEmpty()) {
            counts.putAll(create(admin, absent, wanted));
        }
        return counts;
    }

    private static Map<String, Integer> create(Admin admin, Set<String> absent, List<NewTopic> wanted)
            throws ExecutionException, InterruptedException, RunException {
        try {
            return createAll(
                    admin,
                    wanted.stream().filter(each -> absent.contains(each.name())).toList());
        } catch (ExecutionException e) {
            if (e.getCause() instanceof TopicAuthorizationException) {
                throw new RunException(
                        "Kafka refuses: Create on topic " + String.join(", ", absent)
                                + " is missing, or Describe if they"
                                + " exist; create them with brook topics create, and set CreateTopics = false for the processes",
                        e);
            }
            throw e;
        }
    }

    /** Creates any topics, all in one request. Returns when they can be written to. */
    public static Map<String, Integer> create(Admin admin, List<NewTopic> wanted)
            throws ExecutionException, InterruptedException {
        Map<String, Integer> counts = createAll(admin, wanted);
        awaitLeaders(admin, counts);
        return counts;
    }

    private static Map<String, Integer> createAll(Admin admin, List<NewTopic> wanted)
            throws ExecutionException, InterruptedException {
        for (KafkaFuture<Void> created : admin.createTopics(wanted).values().values()) {
            try {
                created.get();
            } catch (ExecutionException e) {
                passOver(TopicExistsException.class, e);
            }
        }
        Found found = find(admin, names(wanted));
        // The controller has created the topics, but the broker that is asked may not know yet.
        while (!found.missing.isEmpty()) {
            TimeUnit.MILLISECONDS.sleep(RETRY_MS);
            found = find(admin, names(wanted));
        }
        return found.counts();
    }

    /**
     * Which of some topics exist.
     *
     * @param there those that exist
     * @param missing those that do not
     * @param hidden those that this process may not describe, whether they exist or not
     */
    record Found(List<TopicDescription> there, Set<String> missing, Set<String> hidden) {
        Map<String, Integer> counts() {
            return there.stream()
                    .collect(Collectors.toMap(
                            TopicDescription::name, topic -> topic.partitions().size()));
        }
    }

    static List<String> names(List<NewTopic> topics) {
        return topics.stream().map(NewTopic::name).toList();
    }

    static Found find(Admin admin, List<String> names) throws ExecutionException, InterruptedException {
        Found found = new Found(new ArrayList<>(), new TreeSet<>(), new TreeSet<>());
        Map<String, KafkaFuture<TopicDescription>> described =
                admin.describeTopics(names).topicNameValues();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> each : described.entrySet()) {
            try {
                found.there.add(each.getValue().get());
            } catch (ExecutionException e) {
                if (e.getCause() instanceof TopicAuthorizationException) {
                    found.hidden.add(each.getKey());
                } else {
                    passOver(UnknownTopicOrPartitionException.class, e);
                    found.missing.add(each.getKey());
                }
            }
        }
        return found;
    }

    /**
     * A leader that knows its partition can tell its end; the client asks until it does. A producer that starts earlier
     * can lose count of its own records (seen with 4.3.1).
     *
     * @param counts the partitions of each topic
     * @throws ExecutionException when the broker refuses
     */
    public static void awaitLeaders(Admin admin, Map<String, Integer> counts)
            throws ExecutionException, InterruptedException {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        counts.forEach((topic, partitions) -> {
            for (int i = 0; i < partitions; i++) {
                ends.put(new TopicPartition(topic, i), OffsetSpec.latest());
            }
        });
        admin.listOffsets(ends).all().get();
    }

    private static void passOver(Class<? extends ApiException> expected, ExecutionException e)
            throws ExecutionException {
        if (!expected.isInstance(e.getCause())) {
            throw e;
        }
    }
}
