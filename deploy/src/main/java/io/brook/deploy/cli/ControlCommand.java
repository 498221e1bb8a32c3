package io.brook.deploy.cli;

import io.brook.deploy.cluster.PortCheck;
import io.brook.deploy.cluster.Refusal;
import io.brook.deploy.cluster.RunException;
import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.rights.MissingRights;
import io.brook.deploy.rights.Role;
import io.brook.schemas.topic.Names;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Asks a running cluster something, or tells it something: waits only briefly, and ends. */
abstract class ControlCommand implements Callable<Integer> {
    private static final int PATIENCE_MS = 10_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private SettingsOptions settings;

    private final Role role;
    private final String subject;

    /**
     * @param role the rights that its user needs
     * @param subject what it is about, for messages
     */
    ControlCommand(Role role, String subject) {
        this.role = role;
        this.subject = subject;
    }

    @Override
    public final Integer call() throws ConfigException, RunException, InterruptedException {
        BrookConfig config = settings.read();
        checkArguments(config);
        if (!needsCluster()) {
            return alone(config).code;
        }
        Map<String, Object> client = new HashMap<>(cluster.client(config));
        refuseWrongPort(client);
        client.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
        client.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        client.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        try {
            return run(config, client).code;
        } catch (KafkaException | ExecutionException e) {
            throw new RunException(reason(client, e), e);
        }
    }

    private static void refuseWrongPort(Map<String, Object> client) throws RunException {
        if (!PortCheck.isTls(client)) {
            Optional<String> mismatch = PortCheck.mismatch(client);
            if (mismatch.isPresent()) {
                throw new RunException(mismatch.get(), null);
            }
        }
    }

    private String reason(Map<String, Object> client, Exception failure) throws InterruptedException {
        if (Refusal.authorization(failure).isPresent()) {
            try (Admin admin = Admin.create(client)) {
                Optional<String> missing = MissingRights.explain(admin, role(), Names.of(client), failure);
                if (missing.isPresent()) {
                    return missing.get();
                }
            }
        }
        String why =
                Refusal.reason(failure).or(() -> PortCheck.mismatch(client)).orElseGet(() -> failure.getMessage());
        return "no answer about " + subject + " from " + client.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG) + ": "
                + why;
    }

    /** Whether it asks the cluster anything. */
    boolean needsCluster() {
        return true;
    }

    /** Does what needs no cluster. */
    ExitStatus alone(BrookConfig config) throws ConfigException {
        throw new IllegalStateException("it needs a cluster");
    }

    /** The rights that its user needs. */
    Role role() {
        return role;
    }

    /** Refuses arguments with a {@link picocli.CommandLine.ParameterException}. */
    void checkArguments(BrookConfig config) {}

    /**
     * @param client the settings that clients connect with, including how long they wait
     * @return the status, which may depend on what was found
     */
    abstract ExitStatus run(BrookConfig config, Map<String, Object> client)
            throws RunException, ExecutionException, InterruptedException;

    final CommandSpec spec() {
        return spec;
    }
}
