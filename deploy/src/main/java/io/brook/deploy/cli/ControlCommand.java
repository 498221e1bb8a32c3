package io.brook.deploy.cli;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.config.ConfigException;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** Asks a running cluster something, or tells it: does not wait for long, and ends. */
abstract class ControlCommand implements Callable<Integer> {
    private static final int PATIENCE_MS = 10_000;

    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private SettingsOptions settings;

    @Override
    public final Integer call() throws ConfigException, RunException, InterruptedException {
        checkArguments();
        Map<String, Object> client = new HashMap<>(cluster.client(settings.read()));
        client.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
        client.put(CommonClientConfigs.REQUEST_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        client.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        try {
            run(client);
            return ExitStatus.OK.code;
        } catch (KafkaException | ExecutionException e) {
            throw new RunException(
                    "no answer about " + subject() + " from " + client.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)
                            + ": " + e.getMessage(),
                    e);
        }
    }

    /** What messages say that it is about. */
    abstract String subject();

    /** Refuses arguments with a {@link picocli.CommandLine.ParameterException}. */
    abstract void checkArguments();

    /** @param client what clients need to connect, and how long they wait */
    abstract void run(Map<String, Object> client) throws RunException, ExecutionException, InterruptedException;

    final CommandSpec spec() {
        return spec;
    }
}
