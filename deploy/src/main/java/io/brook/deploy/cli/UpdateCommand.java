package io.brook.deploy.cli;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.control.AnalysisControl;
import io.brook.deploy.control.PolicyControl;
import io.brook.deploy.shell.Cluster;
import io.brook.deploy.shell.Node;
import io.brook.deploy.shell.NodeConfiguration;
import io.brook.deploy.status.Reports;
import io.brook.notice.policy.PolicyException;
import io.brook.notice.policy.PolicyFiles;
import io.brook.schemas.record.PolicyVersion;
import io.brook.schemas.record.ProcessStatus;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeSet;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import picocli.CommandLine.Command;
import picocli.CommandLine.Parameters;

/** {@code update}: what was installed takes effect in nodes that run, as far as that is possible. */
@Command(
        name = "update",
        description = {
            "Make the installed policy, and the installed analysis.disabled, take effect while nodes run. Give install before.",
            "Other settings are read when a node starts: those that differ are listed, and the exit status is 1 then."
        })
final class UpdateCommand extends CtlSubcommand {
    private static final String DISABLED = "analysis.disabled";

    @Parameters(paramLabel = "NODE", arity = "0..*")
    private List<String> names = List.of();

    /** A node that runs, and the settings that it would be started with. */
    private record Running(Node node, Map<String, String> now, Map<String, String> installed) {}

    @Override
    boolean run(Cluster cluster) throws ConfigException, RunException, InterruptedException {
        NodeConfiguration files = cluster.files(true);
        boolean well = files.policy().isEmpty() || apply(cluster, files.policy().orElseThrow());
        for (Running each : running(cluster, files)) {
            well &= compare(cluster, each);
        }
        return well;
    }

    private boolean apply(Cluster cluster, Path folder) throws ConfigException, RunException, InterruptedException {
        PolicyFiles files;
        try {
            files = PolicyFiles.read(folder);
        } catch (PolicyException e) {
            throw new RunException(e.getMessage(), e);
        }
        List<PolicyVersion> versions = NodeQuestion.ask(cluster, client -> new PolicyControl(client).versions());
        if (!versions.isEmpty()
                && PolicyFiles.of(versions.get(versions.size() - 1).getFiles()).equals(files)) {
            say("the policy is the one that was applied last");
            return true;
        }
        List<String> words = new ArrayList<>(List.of("policy", "apply", folder.toString()));
        words.addAll(cluster.clientOptions());
        return brook(words) == ExitStatus.OK.code;
    }

    private List<Running> running(Cluster cluster, NodeConfiguration files)
            throws ConfigException, RunException, InterruptedException {
        List<ProcessStatus> reports = NodeQuestion.ask(cluster, Reports::living);
        List<Running> running = new ArrayList<>();
        for (Node node : cluster.nodes(names)) {
            Optional<ProcessStatus> said = reports.stream()
                    .filter(each -> each.getNode().equals(node.name())
                            && each.getRole().equals(node.role().command()))
                    .findFirst();
            if (said.isPresent()) {
                SortedMap<String, String> installed = files.settings(node).chosen();
                running.add(new Running(node, said.get().getSettings(), installed));
            }
        }
        return running;
    }

    /** @return whether the node needs no restart */
    private boolean compare(Cluster cluster, Running node) throws ConfigException, RunException, InterruptedException {
        SortedSet<String> keys = new TreeSet<>(node.now().keySet());
        keys.addAll(node.installed().keySet());
        boolean well = true;
        for (String key : keys) {
            String now = node.now().get(key);
            String then = node.installed().get(key);
            if (now != null && now.equals(then)) {
                continue;
            }
            if (key.equals(DISABLED)) {
                switchAnalyses(cluster, types(now), types(then));
            } else {
                say(node.node().name() + " needs a restart: " + difference(node, key));
                well = false;
            }
        }
        return well;
    }

    private static String difference(Running node, String key) {
        String now = node.now().get(key);
        String then = node.installed().get(key);
        if (!key.endsWith(BrookConfig.CONTENT)) {
            return key + " is " + text(now) + ", and will be " + text(then);
        }
        String file = key.substring(0, key.length() - BrookConfig.CONTENT.length());
        return "what is in the file of " + file + ", "
                + node.installed().getOrDefault(file, node.now().get(file)) + ", has changed since it was started";
    }

    private static String text(String value) {
        return value == null ? "at its default" : value;
    }

    private static Set<String> types(String list) {
        return list == null
                ? Set.of()
                : Arrays.stream(list.split(","))
                        .map(String::strip)
                        .filter(type -> !type.isEmpty())
                        .collect(Collectors.toCollection(TreeSet::new));
    }

    private void switchAnalyses(Cluster cluster, Set<String> before, Set<String> after)
            throws ConfigException, RunException, InterruptedException {
        List<String> off = after.stream().filter(type -> !before.contains(type)).toList();
        List<String> on = before.stream().filter(type -> !after.contains(type)).toList();
        NodeQuestion.ask(cluster, client -> set(client, on, off));
        on.forEach(type -> say(type + " is analysed from the next connection on"));
        off.forEach(type -> say(type + " is not analysed from the next connection on"));
    }

    private static Void set(Map<String, Object> client, List<String> on, List<String> off)
            throws ExecutionException, InterruptedException {
        AnalysisControl control = new AnalysisControl(client);
        control.set(on, true);
        control.set(off, false);
        return null;
    }
}
