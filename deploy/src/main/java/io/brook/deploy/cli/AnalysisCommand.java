package io.brook.deploy.cli;

import io.brook.analysis.registry.Analyzers;
import io.brook.deploy.cluster.RunException;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.control.AnalysisControl;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.common.KafkaException;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;
import picocli.CommandLine.Spec;

/** {@code brook analysis}: what a running cluster analyses. */
@Command(
        name = "analysis",
        description = {
            "Show or change what a running cluster analyses; changes count from the next connection on.",
            "A type is a protocol, by its name in conn.log, or http-request, http-reply, http-header, http-body."
        })
final class AnalysisCommand implements Callable<Integer> {
    private static final int PATIENCE_MS = 10_000;

    /** What to do. */
    enum Action {
        ENABLE,
        DISABLE,
        RESET,
        LIST
    }

    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private SettingsOptions settings;

    @Parameters(
            index = "0",
            paramLabel = "ACTION",
            description = "enable, disable, reset (back to what is configured), or list.")
    private Action action;

    @Parameters(
            index = "1..*",
            paramLabel = "TYPE",
            description = "What to enable, disable or reset; in upper or lower case.")
    private List<String> types = List.of();

    @Override
    public Integer call() throws ConfigException, RunException, InterruptedException {
        List<String> named = check();
        Map<String, Object> client = client();
        try {
            AnalysisControl control = new AnalysisControl(client);
            switch (action) {
                case LIST -> list(control.switches());
                case RESET -> control.reset(named);
                case ENABLE -> control.set(named, true);
                case DISABLE -> control.set(named, false);
            }
            return ExitStatus.OK.code;
        } catch (KafkaException | ExecutionException e) {
            throw new RunException(
                    "no answer about the topic control from " + client.get(CommonClientConfigs.BOOTSTRAP_SERVERS_CONFIG)
                            + ": " + e.getMessage(),
                    e);
        }
    }

    /** The types as they are written, whatever their case is on the command line. */
    private List<String> check() {
        if (types.isEmpty() != (action == Action.LIST)) {
            throw new ParameterException(
                    spec.commandLine(), action == Action.LIST ? "list takes no TYPE" : "which TYPE? list shows them");
        }
        List<String> named =
                types.stream().map(type -> type.toLowerCase(Locale.ROOT)).toList();
        List<String> unknown =
                named.stream().filter(type -> !Analyzers.TYPES.contains(type)).toList();
        if (!unknown.isEmpty()) {
            throw new ParameterException(
                    spec.commandLine(),
                    "no such TYPE: " + String.join(", ", unknown) + "; there are "
                            + String.join(", ", Analyzers.TYPES));
        }
        return named;
    }

    private Map<String, Object> client() throws ConfigException {
        Map<String, Object> client = cluster.client(settings.read());
        client.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, PATIENCE_MS);
        client.put(ConsumerConfig.DEFAULT_API_TIMEOUT_MS_CONFIG, PATIENCE_MS);
        client.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return client;
    }

    private void list(Map<String, Boolean> switches) {
        for (String type : Analyzers.TYPES) {
            Boolean enabled = switches.get(type);
            String state = enabled == null ? "as configured" : enabled ? "enabled" : "disabled";
            spec.commandLine().getOut().printf("%-16s %s%n", type, state);
        }
        spec.commandLine().getOut().flush();
    }
}
