package io.brook.deploy.cli;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.shell.Cluster;
import io.brook.deploy.shell.Node;
import io.brook.deploy.shell.NodeConfiguration;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code process}: analyses a trace as the cluster would. */
@Command(
        name = "process",
        description = {
            "Analyse traces with the installed configuration and policy, apart from the cluster: as brook process, with any of its"
                    + " options. The logs go to the directory process below SpoolDir; those of an earlier run are deleted.",
            "The packets are spread over as many partitions as the topics of a cluster get, and over all cores of this host; where"
                    + " pin_cpus pins all of its workers, over as many threads as those have CPUs. Nobody is told of notices."
        })
final class OfflineCommand extends CtlSubcommand {
    static final String NAME = "process";

    /** Mails and webhooks are for live traffic. */
    private static final List<String> SILENT = List.of("MailTo=", "MailPageTo=", "Webhooks=");

    private static final String THREADS = "--threads";

    @Parameters(paramLabel = "TRACE|OPTION", arity = "1..*")
    private List<String> words;

    /** How many CPUs the workers of this host have; nothing when one of them may use all. */
    private static OptionalInt cpus(Cluster cluster) {
        List<String> pinned = cluster.nodes().stream()
                .filter(node -> node.role() == Node.Role.WORKER)
                .filter(node -> cluster.host(node).equals(Cluster.HERE))
                .map(Node::cpu)
                .distinct()
                .toList();
        return pinned.isEmpty() || pinned.contains("") ? OptionalInt.empty() : OptionalInt.of(pinned.size());
    }

    @Override
    boolean run(Cluster cluster) throws RunException {
        NodeConfiguration files = cluster.files(true);
        Path logs = cluster.spool().resolve(NAME);
        List<String> arguments = new ArrayList<>(List.of(NAME));
        files.file().ifPresent(file -> arguments.addAll(List.of("--config", file.toString())));
        files.policy().ifPresent(folder -> arguments.addAll(List.of("--policy", folder.toString())));
        files.networks().ifPresent(file -> arguments.addAll(List.of("--set", "LocalNetsCfg=" + file)));
        SILENT.forEach(setting -> arguments.addAll(List.of("--set", setting)));
        arguments.addAll(List.of("--log-dir", logs.toString()));
        if (words.stream().noneMatch(word -> word.startsWith(THREADS))) {
            cpus(cluster).ifPresent(cpus -> arguments.addAll(List.of(THREADS, Integer.toString(cpus))));
        }
        if (isJson()) {
            arguments.add("--json");
        }
        arguments.addAll(words);
        say("brook " + String.join(" ", arguments));
        boolean well = brook(arguments) == ExitStatus.OK.code;
        say("### logs in " + logs);
        return well;
    }
}
