package io.brook.deploy.rights;

import io.brook.deploy.cluster.Refusal;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topics;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;
import org.apache.kafka.clients.admin.DescribeTopicsOptions;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.acl.AclOperation;
import org.apache.kafka.common.errors.AuthorizationException;
import org.apache.kafka.common.errors.ClusterAuthorizationException;
import org.apache.kafka.common.errors.GroupAuthorizationException;
import org.apache.kafka.common.errors.TopicAuthorizationException;
import org.apache.kafka.common.errors.TransactionalIdAuthorizationException;
import org.apache.kafka.common.resource.PatternType;
import org.apache.kafka.common.resource.ResourceType;

/** Finds out which right a process lacks: a refusal does not say, so the brokers are asked what the process may do. */
public final class MissingRights {
    private static final int ANSWER_MS = 10_000;

    private final Admin admin;
    private final Names names;
    private final List<Right> needed;

    private MissingRights(Admin admin, Names names, Role role) {
        this.admin = admin;
        this.names = names;
        needed = role.rights(names);
    }

    /**
     * The rights that a failed process lacks, in a line.
     *
     * @return empty if it has failed for another reason, or if the missing right cannot be found out
     */
    public static Optional<String> explain(Admin admin, Role role, Names names, Throwable failure)
            throws InterruptedException {
        Optional<AuthorizationException> refused = Refusal.authorization(failure);
        if (refused.isEmpty()) {
            return Optional.empty();
        }
        Set<Right> missing = new LinkedHashSet<>();
        try {
            missing.addAll(new MissingRights(admin, names, role).find(refused.get()));
        } catch (ExecutionException | KafkaException e) {
            return Optional.empty();
        }
        return missing.isEmpty()
                ? Optional.empty()
                : Optional.of("Kafka refuses: "
                        + missing.stream().map(Right::toString).collect(Collectors.joining(", "))
                        + (missing.size() == 1 ? " is" : " are") + " missing; kafka-acls.sh adds rights, and "
                        + "docs/operations.md lists those of " + role.command());
    }

    private List<Right> find(AuthorizationException refused) throws ExecutionException, InterruptedException {
        if (refused instanceof GroupAuthorizationException group) {
            return needed(ResourceType.GROUP).stream()
                    .filter(each -> each.concerns(ResourceType.GROUP, group.groupId()))
                    .toList();
        }
        if (refused instanceof TransactionalIdAuthorizationException) {
            return transactions();
        }
        if (refused instanceof ClusterAuthorizationException) {
            List<Right> missing = cluster();
            // A producer that may not write to any topic is refused a producer id, and the error names the cluster.
            return missing.isEmpty() ? topics(Set.of()) : missing;
        }
        return topics(refused instanceof TopicAuthorizationException topics ? topics.unauthorizedTopics() : Set.of());
    }

    private List<Right> cluster() throws ExecutionException, InterruptedException {
        Set<AclOperation> allowed = admin.describeCluster(new DescribeClusterOptions()
                        .includeAuthorizedOperations(true)
                        .timeoutMs(ANSWER_MS))
                .authorizedOperations()
                .get();
        return needed(ResourceType.CLUSTER).stream()
                .filter(each -> !allowed.contains(each.operation()))
                .toList();
    }

    private List<Right> needed(ResourceType type) {
        return needed.stream()
                .filter(each -> each.resource().resourceType() == type)
                .toList();
    }

    /** Kafka tells whether a transactional id may be described, which is implied by Write. */
    private List<Right> transactions() throws InterruptedException {
        List<Right> all = needed(ResourceType.TRANSACTIONAL_ID);
        List<Right> missing = new ArrayList<>();
        for (Right each : all) {
            String id = each.resource().name();
            try {
                admin.describeTransactions(List.of(id)).description(id).get();
            } catch (ExecutionException e) {
                if (e.getCause() instanceof TransactionalIdAuthorizationException) {
                    missing.add(each);
                }
            }
        }
        return missing.isEmpty() ? all : missing;
    }

    private List<Right> topics(Set<String> refused) throws InterruptedException {
        List<Right> rights = needed(ResourceType.TOPIC);
        Set<String> looked = new TreeSet<>(refused);
        for (Right each : rights) {
            if (each.resource().patternType() == PatternType.LITERAL) {
                looked.add(each.resource().name());
            } else {
                Topics.all().stream()
                        .map(names::of)
                        .filter(name -> each.concerns(ResourceType.TOPIC, name))
                        .forEach(looked::add);
            }
        }
        List<Right> missing = new ArrayList<>();
        DescribeTopicsOptions options =
                new DescribeTopicsOptions().includeAuthorizedOperations(true).timeoutMs(ANSWER_MS);
        Map<String, KafkaFuture<TopicDescription>> described =
                admin.describeTopics(looked, options).topicNameValues();
        for (Map.Entry<String, KafkaFuture<TopicDescription>> topic : described.entrySet()) {
            Set<AclOperation> allowed = allowed(topic.getValue());
            rights.stream()
                    .filter(each -> allowed != null && each.concerns(ResourceType.TOPIC, topic.getKey()))
                    .filter(each -> !allowed.contains(each.operation()))
                    .forEach(missing::add);
        }
        return missing;
    }

    /** The permitted operations on a topic; null if they are not known. */
    private static Set<AclOperation> allowed(KafkaFuture<TopicDescription> topic) throws InterruptedException {
        try {
            return topic.get().authorizedOperations();
        } catch (ExecutionException e) {
            return e.getCause() instanceof TopicAuthorizationException ? Set.of() : null;
        }
    }
}
