package io.brook.deploy.cli;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.shell.Cluster;
import io.brook.deploy.shell.Node;
import io.brook.deploy.shell.NodeConfiguration;
import io.brook.deploy.shell.Rows;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** {@code scripts}: what nodes load when they are started. */
@Command(
        name = "scripts",
        description = {
            "Show what nodes load when they are started, in that order: files of the configuration and of the policy; and for workers"
                    + " the analyzers and the detections that are not disabled.",
            "What brook analysis has switched meanwhile is not in it."
        })
final class ScriptsCommand extends CtlSubcommand {
    @Option(names = "-p", description = "Show files with their full paths.")
    private boolean paths;

    @Option(names = "-c", description = "Read the files as they are in etc, not the installed ones.")
    private boolean uninstalled;

    @Parameters(paramLabel = "NODE", arity = "0..*")
    private List<String> names = List.of();

    @Override
    boolean run(Cluster cluster) throws ConfigException, RunException {
        NodeConfiguration files = cluster.files(!uninstalled);
        Rows rows = new Rows("Node", "Kind", "Name");
        for (Node node : cluster.nodes(names)) {
            for (Path file : files.of(node)) {
                rows.add(node.name(), "file", (paths ? file : file.getFileName()).toString());
            }
            if (node.role() == Node.Role.WORKER) {
                BrookConfig config = files.settings(node);
                config.analyzers().forEach(name -> rows.add(node.name(), "analyzer", name));
                config.notes().forEach(note -> rows.add(node.name(), "detection", note));
            }
        }
        print(rows);
        return true;
    }
}
