package io.brook.deploy.cli;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.rights.Role;
import io.brook.deploy.shell.Cluster;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import picocli.CommandLine;
import picocli.CommandLine.Command;

/** Asks the Kafka of a cluster of the shell what its processes say, with the settings of {@code brook status}. */
@Command(name = "status")
final class NodeQuestion<T> extends ControlCommand {
    private final Asking<T> asking;
    private T answer;

    /** Reads something from Kafka. */
    @FunctionalInterface
    interface Asking<T> {
        T ask(Map<String, Object> client) throws RunException, ExecutionException, InterruptedException;
    }

    private NodeQuestion(Asking<T> asking) {
        super(Role.STATUS, "the processes");
        this.asking = asking;
    }

    /**
     * Connects, and asks.
     *
     * @throws RunException when there is no answer
     */
    static <T> T ask(Cluster cluster, Asking<T> asking) throws ConfigException, RunException, InterruptedException {
        NodeQuestion<T> question = new NodeQuestion<>(asking);
        new CommandLine(question).parseArgs(cluster.clientOptions().toArray(String[]::new));
        question.call();
        return question.answer;
    }

    @Override
    ExitStatus run(BrookConfig config, Map<String, Object> client)
            throws RunException, ExecutionException, InterruptedException {
        answer = asking.ask(client);
        return ExitStatus.OK;
    }
}
