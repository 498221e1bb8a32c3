package io.brook.deploy.node;

import io.brook.deploy.cluster.BrokerWatch;
import io.brook.deploy.cluster.PortCheck;
import io.brook.deploy.cluster.Replication;
import io.brook.deploy.cluster.RunException;
import io.brook.deploy.cluster.TopicPlan;
import io.brook.deploy.cluster.TopicSetup;
import io.brook.deploy.rights.MissingRights;
import io.brook.deploy.rights.Role;
import io.brook.schemas.topic.Names;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.errors.RetriableException;

/** The Kafka cluster that a process is connected to: watched, and with all topics. */
public final class KafkaCluster implements AutoCloseable {
    private final Map<String, Object> client;
    private final Admin admin;
    private final BrokerWatch watch;
    private Replication replication;
    private Map<String, Integer> partitions;

    /** Asks the brokers something. */
    @FunctionalInterface
    interface Question<T> {
        T ask(Admin admin) throws ExecutionException, InterruptedException, RunException;
    }

    private KafkaCluster(Map<String, Object> client, Consumer<String> say) throws RunException {
        this.client = client;
        if (!PortCheck.isTls(client)) {
            Optional<String> mismatch = PortCheck.mismatch(client);
            if (mismatch.isPresent()) {
                throw new RunException(mismatch.get(), null);
            }
        }
        try {
            admin = Admin.create(client);
        } catch (KafkaException e) {
            throw RunException.of("Kafka's client", e);
        }
        watch = new BrokerWatch(admin, client, say);
    }

    /**
     * Connects, waits until brokers answer, and creates the topics that are missing.
     *
     * @param client the settings that clients connect with
     * @param plan how topics are created
     * @param say takes a line when brokers go or come
     * @throws RunException when the brokers refuse
     */
    public static KafkaCluster open(Map<String, Object> client, TopicPlan plan, Consumer<String> say)
            throws RunException, InterruptedException {
        KafkaCluster cluster = new KafkaCluster(client, say);
        try {
            cluster.replication = cluster.ask(Replication::of);
            cluster.partitions = cluster.ask(admin -> TopicSetup.ensure(admin, plan, cluster.replication));
            return cluster;
        } catch (RunException | InterruptedException | RuntimeException e) {
            cluster.close();
            throw e;
        }
    }

    /** Explains a failure of a process with this role: if rights are missing, it names them. */
    public RunException explain(RunException failure, Role role) throws InterruptedException {
        return MissingRights.explain(admin, role, Names.of(client), failure)
                .map(reason -> new RunException(reason, failure))
                .orElse(failure);
    }

    /** Retries until there is an answer. */
    <T> T ask(Question<T> question) throws RunException, InterruptedException {
        while (true) {
            try {
                return question.ask(admin);
            } catch (ExecutionException e) {
                // Kafka's client has waited for a minute before it fails.
                if (!(e.getCause() instanceof RetriableException)) {
                    throw RunException.of("Kafka", e);
                }
            }
        }
    }

    /** The settings that clients connect with. */
    public Map<String, Object> client() {
        return client;
    }

    Admin admin() {
        return admin;
    }

    Replication replication() {
        return replication;
    }

    /** The partitions that each topic has, by name. */
    Map<String, Integer> partitions() {
        return partitions;
    }

    @Override
    public void close() {
        watch.close();
        admin.close();
    }
}
