package io.brook.deploy.cli;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.cluster.Watch;
import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.node.KafkaCluster;
import java.util.concurrent.Callable;
import org.apache.kafka.common.errors.InterruptException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Spec;

/** A process of the cluster, in the foreground: starts, says so, and runs until it is told to end. */
abstract class NodeCommand implements Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private PartitionsOption partitions;

    @Mixin
    private SettingsOptions settings;

    @Override
    public final Integer call() throws ConfigException, RunException, InterruptedException {
        BrookConfig config = settings.read();
        checkOptions();
        Termination.interruptThisThread();
        try (KafkaCluster kafka = KafkaCluster.open(cluster.client(config), partitions.count(config), this::say);
                Watch watch = new Watch()) {
            return run(config, kafka, watch).code;
        } catch (InterruptedException | InterruptException e) {
            if (Termination.isAsked()) {
                return ExitStatus.OK.code;
            }
            throw e;
        }
    }

    /** Refuses options that are wrong by themselves, with a {@link picocli.CommandLine.ParameterException}, before anything starts. */
    void checkOptions() {}

    /**
     * Does the work of the process; interrupted when it is to end.
     *
     * @throws ConfigException when an option is wrong
     * @throws RunException when a part of the process fails
     */
    abstract ExitStatus run(BrookConfig config, KafkaCluster kafka, Watch watch)
            throws ConfigException, RunException, InterruptedException;

    /** A line on standard error, such as that the process is ready. */
    final void say(String line) {
        Errors.print(spec.commandLine().getErr(), line);
    }

    final CommandSpec spec() {
        return spec;
    }
}
