package io.brook.deploy.shell;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.host.Answer;
import io.brook.deploy.host.Condition;
import io.brook.deploy.host.NodeState;
import io.brook.deploy.host.Request;
import io.brook.deploy.host.Request.Verb;
import io.brook.deploy.host.Task;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.function.Function;

/** Starts and stops the nodes of a cluster, on all of its hosts, and knows how they are. */
public final class Processes implements AutoCloseable {
    /** A node that is not ready by then is said to be starting still. */
    private static final int START_S = 60;

    /**
     * The same where cron has started it. Without a broker, for one, no other node gets ready: the sooner cron has ended, the sooner the
     * next one finds that the broker has crashed as well.
     */
    private static final int RESTART_S = 15;

    private final Cluster cluster;
    private final Hosts hosts;
    private final Installer installer;
    private final Consumer<String> say;

    /** How a node is. */
    public record Status(Node node, NodeState state) {
        /** In a word. */
        public Condition condition() {
            return state.condition();
        }
    }

    private Processes(Cluster cluster, Consumer<String> say, Consumer<String> complain) {
        this.cluster = cluster;
        this.say = say;
        hosts = new Hosts(cluster, complain);
        installer = new Installer(cluster, say, complain);
    }

    /**
     * Opens a cluster's processes for this shell only.
     *
     * @param say gets a line for each step
     * @param complain gets a line for each host that cannot do its part
     * @throws RunException when another shell is at work
     */
    public static Processes open(Cluster cluster, Consumer<String> say, Consumer<String> complain) throws RunException {
        Processes processes = look(cluster, say, complain);
        try {
            processes.hosts.here().lock();
            return processes;
        } catch (RunException e) {
            processes.close();
            throw e;
        }
    }

    /** Opens a cluster's processes to look at them only, also while another shell is at work; as {@link #open}. */
    public static Processes look(Cluster cluster, Consumer<String> say, Consumer<String> complain) {
        return new Processes(cluster, say, complain);
    }

    @Override
    public void close() {
        hosts.close();
    }

    /** How nodes are, in the order given. */
    public List<Status> status(Collection<Node> nodes) throws RunException, InterruptedException {
        Map<String, NodeState> known = new HashMap<>();
        for (Answer answer : ask(Verb.STATUS, nodes, 0).values()) {
            answer.nodes().forEach(state -> known.put(state.name(), state));
        }
        return nodes.stream()
                .map(node -> new Status(node, known.getOrDefault(node.name(), NodeState.unknown(node.name()))))
                .toList();
    }

    /**
     * Starts those nodes that do not run. Nodes of one rank start at the same time, and are ready before those of the next start.
     *
     * @return whether all of them are ready
     */
    public boolean start(Collection<Node> nodes) throws RunException, InterruptedException {
        return start(nodes, START_S);
    }

    private boolean start(Collection<Node> nodes, int seconds) throws RunException, InterruptedException {
        boolean well = true;
        for (List<Node> rank : ranks(nodes, Comparator.naturalOrder())) {
            Map<String, Answer> answers = ask(Verb.START, rank, seconds);
            log(answers, "started");
            well &= all(answers);
        }
        return well;
    }

    /**
     * Stops nodes, in the opposite order. A node that does not end within StopTimeout is killed. A node that had crashed is stopped
     * then.
     *
     * @return whether all of them ended by themselves
     */
    public boolean stop(Collection<Node> nodes) throws RunException, InterruptedException {
        boolean well = true;
        for (List<Node> rank : ranks(nodes, Comparator.reverseOrder())) {
            Map<String, Answer> answers =
                    ask(Verb.STOP, rank, Integer.parseInt(cluster.option(ClusterOption.STOP_TIMEOUT)));
            log(answers, "stopped");
            well &= all(answers);
        }
        return well;
    }

    private void log(Map<String, Answer> answers, String action) throws RunException {
        if (cluster.flag(ClusterOption.STATS_LOG_ENABLE)) {
            List<String> nodes = answers.values().stream()
                    .flatMap(answer -> answer.rows().stream())
                    .map(row -> row.get(0))
                    .toList();
            new ActionLog(cluster.path(ClusterOption.STATS_LOG)).add(nodes, action, Instant.now());
        }
    }

    private static Collection<List<Node>> ranks(Collection<Node> nodes, Comparator<Integer> order) {
        Map<Integer, List<Node>> ranks = new TreeMap<>(order);
        nodes.forEach(node -> ranks.computeIfAbsent(node.role().rank(), rank -> new ArrayList<>())
                .add(node));
        return ranks.values();
    }

    /**
     * Deletes what nodes that do not run have left: their output and, with all, what brokers of the shell's own hold. A node that had
     * crashed is stopped then.
     *
     * @return whether none of them runs
     */
    public boolean cleanup(Collection<Node> nodes, boolean all) throws RunException, InterruptedException {
        List<String> words = all ? List.of("all") : List.of();
        return all(ask(nodes, false, tasks -> new Request(Verb.CLEANUP, tasks, words, 0)));
    }

    /**
     * Writes reports about the nodes that have crashed, and starts those of them again that should run, unless they have crashed too
     * often.
     *
     * @return whether they are ready, and all hosts could be asked
     */
    public boolean watch() throws RunException, InterruptedException {
        List<Status> all = status(cluster.nodes());
        List<Node> crashed = all.stream()
                .filter(each -> each.condition() == Condition.CRASHED)
                .map(Status::node)
                .toList();
        boolean known = all.stream().noneMatch(each -> each.condition() == Condition.UNKNOWN);
        if (crashed.isEmpty()) {
            return known;
        }
        boolean well = all(ask(Verb.KEEP, crashed, 0));
        List<Node> due = new ArrayList<>();
        for (Status each : status(crashed)) {
            boolean waits = each.state().restart() > System.currentTimeMillis();
            if (each.condition() == Condition.CRASHED && each.state().wanted() && !waits) {
                due.add(each.node());
            }
            well &= !waits;
        }
        return start(due, RESTART_S) && well && known;
    }

    /**
     * A report about a crash.
     *
     * @param host where it is
     * @param name of what is kept there
     */
    public record Report(String host, String name, String node, String text) {}

    /** The reports about crashes, on all hosts that can be asked, that were not mailed yet. */
    public List<Report> reports() throws RunException, InterruptedException {
        List<Report> reports = new ArrayList<>();
        everywhere(Request.of(Verb.REPORTS, 0))
                .forEach((host, answer) -> answer.rows()
                        .forEach(row -> reports.add(new Report(host, row.get(0), row.get(1), row.get(2)))));
        return reports;
    }

    /** A report was mailed, or there is nobody to mail it to. */
    public void mailed(Report report) throws RunException, InterruptedException {
        hosts.ask(Map.of(report.host(), Request.of(Verb.MAILED, 0, report.name())), (host, line) -> {});
    }

    /**
     * Deletes what crashes have left, on all hosts that can be asked.
     *
     * @param oldest what was found before is deleted
     */
    public void expireCrashes(Instant oldest) throws RunException, InterruptedException {
        everywhere(Request.of(Verb.EXPIRE, 0, Long.toString(oldest.toEpochMilli())));
    }

    private Map<String, Answer> everywhere(Request request) throws RunException, InterruptedException {
        Map<String, Request> requests = new LinkedHashMap<>(Map.of(Cluster.HERE, request));
        cluster.others().forEach(host -> requests.put(host, request));
        return hosts.ask(requests, (host, line) -> say.accept(line));
    }

    /**
     * Copies the configuration for the nodes, and Brook itself to other hosts; nodes read it when they are started.
     *
     * @return whether it is on all hosts now
     */
    public boolean install() throws RunException, InterruptedException {
        return installer.install();
    }

    /** Whether cron does anything. */
    public boolean isCronEnabled() throws RunException {
        return hosts.here().isCronEnabled();
    }

    /** Makes cron do its work, or not. */
    public void enableCron(boolean enabled) throws RunException {
        hosts.here().enableCron(enabled);
    }

    private Map<String, Answer> ask(Verb verb, Collection<Node> nodes, int seconds)
            throws RunException, InterruptedException {
        return ask(nodes, verb == Verb.START, tasks -> Request.of(verb, tasks, seconds));
    }

    private Map<String, Answer> ask(Collection<Node> nodes, boolean launch, Function<List<Task>, Request> request)
            throws RunException, InterruptedException {
        Map<String, Request> requests = new LinkedHashMap<>();
        for (Map.Entry<String, List<Task>> each : cluster.tasks(nodes, launch).entrySet()) {
            requests.put(each.getKey(), request.apply(each.getValue()));
        }
        return hosts.ask(requests, (host, line) -> say.accept(line));
    }

    private static boolean all(Map<String, Answer> answers) {
        return answers.values().stream().allMatch(Answer::well);
    }
}
