package io.brook.deploy.shell;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.host.Answer;
import io.brook.deploy.host.Request;
import io.brook.deploy.host.Request.Verb;
import io.brook.deploy.host.Task;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.BiConsumer;
import java.util.function.Consumer;

/** Looks around on all hosts of a cluster, and runs commands there; also while another shell is at work. */
public final class Survey implements AutoCloseable {
    private static final int PATIENCE_S = 10;

    private final Cluster cluster;
    private final Hosts hosts;

    /** @param complain gets a line for each host that cannot do its part */
    public Survey(Cluster cluster, Consumer<String> complain) {
        this.cluster = cluster;
        hosts = new Hosts(cluster, complain);
    }

    @Override
    public void close() {
        hosts.close();
    }

    /**
     * What nodes use.
     *
     * @param metrics the names of metrics that are of interest as well
     * @return in the order of the nodes; those that do not run, or whose host cannot be asked, are {@linkplain NodeUse#isThere not there}
     */
    public List<NodeUse> top(Collection<Node> nodes, String... metrics) throws RunException, InterruptedException {
        Map<String, List<String>> rows = new HashMap<>();
        for (Answer answer : ask(nodes, Verb.TOP, (host, line) -> {}).values()) {
            answer.rows().forEach(row -> rows.put(row.get(0), row));
        }
        Map<String, Map<String, Double>> measured = metrics.length == 0 ? Map.of() : metrics(nodes, metrics);
        return nodes.stream()
                .map(node -> rows.containsKey(node.name())
                        ? NodeUse.of(node, rows.get(node.name()), measured.getOrDefault(node.name(), Map.of()))
                        : NodeUse.none(node))
                .toList();
    }

    /**
     * Metrics of nodes that run.
     *
     * @param names of the metrics
     * @return the sum of each metric's series, by the names of nodes and then of metrics
     */
    public Map<String, Map<String, Double>> metrics(Collection<Node> nodes, String... names)
            throws RunException, InterruptedException {
        Map<String, Map<String, Double>> all = new LinkedHashMap<>();
        Map<String, Request> requests = new LinkedHashMap<>();
        cluster.tasks(nodes, false)
                .forEach((host, tasks) ->
                        requests.put(host, new Request(Verb.METRICS, tasks, List.of(names), PATIENCE_S)));
        for (Answer answer : hosts.ask(requests, (host, line) -> {}).values()) {
            answer.rows()
                    .forEach(row -> all.computeIfAbsent(row.get(0), node -> new LinkedHashMap<>())
                            .put(row.get(1), Double.parseDouble(row.get(2))));
        }
        return all;
    }

    /**
     * The last lines that nodes have written.
     *
     * @return whether all of their hosts could be asked
     */
    public boolean diag(Collection<Node> nodes, Consumer<String> say) throws RunException, InterruptedException {
        return tell(nodes, Verb.DIAG, say);
    }

    /**
     * What the Java processes of nodes are doing: their threads, and the classes with most objects.
     *
     * @return whether all of them run, and could be asked
     */
    public boolean threads(Collection<Node> nodes, Consumer<String> say) throws RunException, InterruptedException {
        return tell(nodes, Verb.THREADS, say);
    }

    private boolean tell(Collection<Node> nodes, Verb verb, Consumer<String> say)
            throws RunException, InterruptedException {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        Map<String, Answer> answers = ask(nodes, verb, collect(lines));
        answers.keySet().forEach(host -> lines.getOrDefault(host, List.of()).forEach(say));
        return answers.values().stream().allMatch(Answer::well);
    }

    /**
     * Adds a row with the room on each file system that the cluster uses, on each host.
     *
     * @return whether all hosts could be asked
     */
    public boolean df(Rows rows) throws RunException, InterruptedException {
        Request request = Request.of(
                Verb.DF,
                PATIENCE_S,
                cluster.base().toString(),
                cluster.spool().toString(),
                cluster.logs().toString());
        boolean well = true;
        for (Map.Entry<String, Answer> each :
                hosts.ask(everywhere(request), (host, line) -> {}).entrySet()) {
            well &= each.getValue().well();
            for (List<String> cells : each.getValue().rows()) {
                List<String> row = new ArrayList<>(List.of(each.getKey()));
                row.addAll(cells);
                rows.add(row.toArray(String[]::new));
            }
        }
        return well;
    }

    /**
     * Runs a command of the system's shell on each host.
     *
     * @param say gets what it writes, and the names of hosts when there are several
     * @return whether it ended well everywhere, and in time
     */
    public boolean exec(String command, Consumer<String> say) throws RunException, InterruptedException {
        Map<String, List<String>> lines = new LinkedHashMap<>();
        Map<String, Answer> answers = hosts.ask(everywhere(exec(command)), collect(lines));
        answers.forEach((host, answer) -> {
            if (answers.size() > 1 && answer.error() == null) {
                say.accept("[" + host + "]");
            }
            lines.getOrDefault(host, List.of()).forEach(line -> say.accept("> " + line));
        });
        return answers.values().stream().allMatch(Answer::well);
    }

    /**
     * Runs a command of the system's shell on this host, as {@code CronCmd}.
     *
     * @return whether it ended well, and in time
     */
    public boolean here(String command, Consumer<String> say) throws RunException, InterruptedException {
        Map<String, Request> request = Map.of(Cluster.HERE, exec(command));
        return hosts.ask(request, (host, line) -> say.accept(line)).values().stream()
                .allMatch(Answer::well);
    }

    private Request exec(String command) {
        return Request.of(
                Verb.EXEC,
                Integer.parseInt(cluster.option(ClusterOption.COMMAND_TIMEOUT)),
                command,
                cluster.base().toString());
    }

    private static BiConsumer<String, String> collect(Map<String, List<String>> lines) {
        return (host, line) ->
                lines.computeIfAbsent(host, name -> new ArrayList<>()).add(line);
    }

    private Map<String, Request> everywhere(Request request) {
        Map<String, Request> requests = new LinkedHashMap<>(Map.of(Cluster.HERE, request));
        cluster.others().forEach(host -> requests.put(host, request));
        return requests;
    }

    private Map<String, Answer> ask(Collection<Node> nodes, Verb verb, BiConsumer<String, String> say)
            throws RunException, InterruptedException {
        Map<String, Request> requests = new LinkedHashMap<>();
        for (Map.Entry<String, List<Task>> each : cluster.tasks(nodes, false).entrySet()) {
            requests.put(each.getKey(), Request.of(verb, each.getValue(), PATIENCE_S));
        }
        return hosts.ask(requests, say);
    }
}
