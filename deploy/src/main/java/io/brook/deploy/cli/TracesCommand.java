package io.brook.deploy.cli;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.shell.Cluster;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code traces}: the recent packets of captures. */
@Command(
        name = "traces",
        description = {
            "Save the recent packets of captures, as trace.pcapng in their directories below SpoolDir: they are cut out of the topic"
                    + " packets, so that a capture need not run any more. A worker stands for the capture of its interface.",
            "With SaveTraces = 1, stop and restart do it before they stop captures."
        })
final class TracesCommand extends CtlSubcommand {
    @Option(
            names = "--last",
            paramLabel = "SECONDS",
            defaultValue = "" + SavedTraces.SECONDS,
            description = "How far back. Default: ${DEFAULT-VALUE}.")
    private int seconds;

    @Parameters(paramLabel = "NODE", arity = "0..*")
    private List<String> names = List.of();

    @Override
    boolean run(Cluster cluster) throws ConfigException, RunException {
        Ranges.check(spec(), "--last", seconds, 1, Integer.MAX_VALUE);
        return new SavedTraces(cluster, this::brook, this::say).save(names, seconds);
    }
}
