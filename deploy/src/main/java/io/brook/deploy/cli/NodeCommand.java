package io.brook.deploy.cli;

import io.brook.deploy.BrookVersion;
import io.brook.deploy.cluster.Figures;
import io.brook.deploy.cluster.RunException;
import io.brook.deploy.cluster.Watch;
import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.metrics.Monitor;
import io.brook.deploy.node.KafkaCluster;
import io.brook.deploy.node.Monitoring;
import io.brook.deploy.node.NodeStatus;
import io.brook.deploy.rights.Role;
import io.brook.deploy.status.Heartbeat;
import io.brook.deploy.status.ProcessIdentity;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.function.Supplier;
import org.apache.kafka.common.errors.InterruptException;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParentCommand;
import picocli.CommandLine.Spec;

/** A process of the cluster, in the foreground: starts, says so, and runs until it is stopped. */
abstract class NodeCommand implements Lines.Stamped, Callable<Integer> {
    @Spec
    private CommandSpec spec;

    @Mixin
    private ClusterOptions cluster;

    @Mixin
    private PartitionsOption partitions;

    @Mixin
    private SettingsOptions settings;

    @ParentCommand
    private GlobalOptions brook;

    @Option(
            names = "--quiet",
            description =
                    "Report only that it is ready and what is wrong, not which partitions it was given and how it is doing.")
    private boolean quiet;

    private Monitor monitor;

    @Override
    public final Integer call() throws ConfigException, RunException, InterruptedException {
        BrookConfig config = settings.read();
        if (isAnswered()) {
            return ExitStatus.OK.code;
        }
        checkOptions(config);
        Termination.interruptThisThread();
        Map<String, Object> client = cluster.client(config);
        try (Monitoring monitoring =
                Monitoring.open(spec.name(), config.monitoring().metricsAddress())) {
            monitor = monitoring.monitor();
            if (monitoring.address() != null && !quiet) {
                say("serves metrics at http://" + monitoring.address() + "/metrics");
            }
            return run(config, client, monitoring).code;
        } catch (InterruptedException | InterruptException e) {
            if (Termination.isAsked()) {
                return ExitStatus.OK.code;
            }
            throw e;
        }
    }

    private ExitStatus run(BrookConfig config, KafkaCluster kafka, Watch watch, Role role)
            throws ConfigException, RunException, InterruptedException {
        try {
            return run(config, kafka, watch);
        } catch (RunException e) {
            throw kafka.explain(e, role);
        }
    }

    /** The rights that its user needs. */
    abstract Role role();

    private ExitStatus run(BrookConfig config, Map<String, Object> client, Monitoring monitoring)
            throws ConfigException, RunException, InterruptedException {
        try (KafkaCluster kafka = KafkaCluster.open(client, config.topics(partitions.count(config)), this::say);
                Watch watch = new Watch();
                Heartbeat heartbeat = new Heartbeat(
                        client,
                        ProcessIdentity.of(spec.name(), config.monitoring().nodeName(), BrookVersion.number()),
                        config.monitoring().heartbeatInterval(),
                        monitoring.address(),
                        monitor,
                        config.chosen())) {
            monitor.health().failedWhen(watch::failure);
            try {
                ExitStatus status = run(config, kafka, watch, role());
                heartbeat.leave();
                return status;
            } catch (InterruptedException | InterruptException e) {
                if (Termination.isAsked()) {
                    heartbeat.leave();
                }
                throw e;
            }
        }
    }

    /**
     * Does what can be done without the cluster, such as listing interfaces.
     *
     * @return whether that was all
     * @throws ConfigException when it cannot be done
     */
    boolean isAnswered() throws ConfigException {
        return false;
    }

    /**
     * Refuses wrong options before anything starts: with a {@link picocli.CommandLine.ParameterException} when they are wrong by
     * themselves, with a ConfigException when they do not fit this machine.
     */
    void checkOptions(BrookConfig config) throws ConfigException, RunException {}

    /**
     * Does the work of the process; interrupted when the process is to end.
     *
     * @throws ConfigException when an option is wrong
     * @throws RunException when a part of the process fails
     */
    abstract ExitStatus run(BrookConfig config, KafkaCluster kafka, Watch watch)
            throws ConfigException, RunException, InterruptedException;

    /** Prints a line on standard error, such as that the process is ready. */
    final void say(String line) {
        Lines.print(spec.commandLine(), line);
    }

    @Override
    public final boolean hasTimestamps() {
        return brook.timestamps();
    }

    /** Whether the process does not report how it is doing. */
    final boolean isQuiet() {
        return quiet;
    }

    /** Makes a status report at its interval how the process is doing, unless the process is quiet. */
    final void report(NodeStatus status, BrookConfig config, Supplier<Figures> figures) {
        if (!quiet) {
            status.every(config.monitoring().statusInterval(), figures);
        }
    }

    /** What the process is measured with. */
    final Monitor monitor() {
        return monitor;
    }

    final CommandSpec spec() {
        return spec;
    }
}
