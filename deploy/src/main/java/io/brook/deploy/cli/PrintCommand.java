package io.brook.deploy.cli;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.config.BrookConfig;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.config.OptionGroup;
import io.brook.deploy.config.Reader;
import io.brook.deploy.control.CompactedTopic;
import io.brook.deploy.shell.Cluster;
import io.brook.deploy.shell.Node;
import io.brook.deploy.shell.Rows;
import io.brook.deploy.status.Reports;
import io.brook.schemas.record.ProcessStatus;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topic;
import io.brook.schemas.topic.Topics;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import picocli.CommandLine.Command;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Parameters;

/** {@code print}: the value of something in the nodes that run. */
@Command(
        name = "print",
        description = {
            "Show the value of a setting, a metric or a table in the nodes that run.",
            "ID is a setting of brook.cfg, which each node was started with; a metric, such as brook_worker_packets_total; or a table of"
                    + " what the cluster knows: known-hosts, known-services, known-certs or software. Secrets are not shown."
        })
final class PrintCommand extends CtlSubcommand {
    private static final String METRIC = "brook_";

    @Parameters(index = "0", paramLabel = "ID")
    private String id;

    @Parameters(index = "1..*", paramLabel = "NODE", arity = "0..*")
    private List<String> names = List.of();

    /** A value in a node. */
    private record Value(String node, String id, String value) {}

    /** The names of all settings, and of the tables: for completion. */
    static List<String> ids() {
        List<String> ids = new ArrayList<>();
        options().forEach(option -> ids.add(option.key()));
        Topics.known().forEach(table -> ids.add(table.name()));
        return ids;
    }

    private static List<io.brook.deploy.config.Option> options() {
        return BrookConfig.OPTIONS.stream()
                .map(OptionGroup::options)
                .flatMap(List::stream)
                .toList();
    }

    @Override
    boolean run(Cluster cluster) throws ConfigException, RunException, InterruptedException {
        List<Node> nodes = cluster.nodes(names).stream()
                .filter(node -> node.role() != Node.Role.BROKER)
                .toList();
        Optional<Topic> table =
                Topics.known().stream().filter(each -> each.name().equals(id)).findFirst();
        if (table.isPresent()) {
            show(NodeQuestion.ask(cluster, client -> entries(client, table.get())));
            return true;
        }
        List<Value> values = new ArrayList<>();
        boolean well = true;
        Map<String, ProcessStatus> reports = NodeQuestion.ask(cluster, PrintCommand::reports);
        for (Node node : nodes) {
            ProcessStatus said = reports.get(node.role().command() + " " + node.name());
            if (said == null) {
                complain(node.name() + " does not report; status shows whether it runs");
                well = false;
            } else {
                values.addAll(values(node, said));
            }
        }
        if (values.isEmpty() && well) {
            throw new ParameterException(
                    spec().commandLine(),
                    id + " is no setting, metric or table of these nodes; settings and metrics are in the reference");
        }
        show(values);
        return well;
    }

    private static Map<String, ProcessStatus> reports(Map<String, Object> client) {
        Map<String, ProcessStatus> reports = new HashMap<>();
        Reports.living(client).forEach(said -> reports.put(said.getRole() + " " + said.getNode(), said));
        return reports;
    }

    private List<Value> values(Node node, ProcessStatus said) {
        if (id.startsWith(METRIC)) {
            return said.getMetrics().entrySet().stream()
                    .filter(each -> each.getKey().equals(id) || each.getKey().startsWith(id + "{"))
                    .map(each -> new Value(node.name(), each.getKey(), plain(each.getValue())))
                    .toList();
        }
        // Those of the site's jars are known only where they are set.
        Reader reader = Reader.of(node.role().command());
        Map<String, String> settings = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        options().stream()
                .filter(option -> option.readers().contains(reader))
                .forEach(option -> settings.put(option.key(), option.standardText()));
        settings.putAll(said.getSettings());
        return settings.entrySet().stream()
                .filter(each -> each.getKey().equalsIgnoreCase(id))
                .map(each -> new Value(node.name(), each.getKey(), each.getValue()))
                .toList();
    }

    private static String plain(double value) {
        return new BigDecimal(value).stripTrailingZeros().toPlainString();
    }

    private static List<Value> entries(Map<String, Object> client, Topic table) {
        List<Value> entries = new ArrayList<>();
        CompactedTopic.read(client, Names.of(client).of(table), Object.class)
                .forEach((key, value) -> entries.add(new Value(key.getSensor(), table.name(), value.toString())));
        return entries;
    }

    private void show(List<Value> values) {
        if (isJson()) {
            Rows rows = new Rows("Node", "Id", "Value");
            values.forEach(each -> rows.add(each.node(), each.id(), each.value()));
            print(rows);
        } else {
            values.forEach(each -> say(String.format("%12s   %s = %s", each.node(), each.id(), each.value())));
        }
    }
}
