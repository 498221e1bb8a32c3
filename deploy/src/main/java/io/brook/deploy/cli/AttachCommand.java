package io.brook.deploy.cli;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.shell.Cluster;
import io.brook.deploy.shell.Survey;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code attachgdb}: what nodes are doing at this moment. */
@Command(
        name = "attachgdb",
        description = {
            "Show what nodes are doing at this moment: the stacks of all threads, and the classes with most objects. Nodes are Java"
                    + " processes, so it is jcmd of the JDK that is attached, not gdb; they go on afterwards.",
            "Where there is only a JRE, a node prints its threads into its own output; the command says where that is."
        })
final class AttachCommand extends CtlSubcommand {
    @Parameters(paramLabel = "NODE", arity = "0..*")
    private List<String> names = List.of();

    @Override
    boolean run(Cluster cluster) throws ConfigException, RunException, InterruptedException {
        try (Survey survey = new Survey(cluster, this::complain)) {
            return survey.threads(cluster.nodes(names), this::say);
        }
    }
}
