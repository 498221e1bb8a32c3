package io.brook.deploy.shell;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.shell.StateFile.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/** Starts and stops the nodes of a cluster, and knows how they are. */
public final class Processes implements AutoCloseable {
    /** A node that is not ready by then is said to be starting still. */
    private static final Duration START = Duration.ofSeconds(60);

    private final Cluster cluster;
    private final StateFile.Lock lock;
    private final StateFile state;
    private final NodeProcess system = new NodeProcess();
    private final Consumer<String> say;

    /** How a node is. */
    public enum Condition {
        RUNNING,
        /** Its process is there, and does not do its work yet. */
        INITIALIZING,
        STOPPED,
        /** It was started, was not stopped, and has ended. */
        CRASHED
    }

    /**
     * How a node is, and its process.
     *
     * @param pid the number of its process, or of the one that has crashed
     */
    public record Status(Node node, Condition condition, Optional<Long> pid, Optional<Instant> started) {}

    private Processes(Cluster cluster, StateFile.Lock lock, Consumer<String> say) throws RunException {
        this.cluster = cluster;
        this.lock = lock;
        this.say = say;
        state = StateFile.read(cluster.spool());
    }

    /**
     * Opens the state of a cluster's processes, for this shell only.
     *
     * @param say gets a line for each step
     * @throws RunException when another shell is at work
     */
    public static Processes open(Cluster cluster, Consumer<String> say) throws RunException {
        StateFile.Lock lock = StateFile.lock(cluster.spool());
        try {
            return new Processes(cluster, lock, say);
        } catch (RunException e) {
            lock.close();
            throw e;
        }
    }

    @Override
    public void close() throws RunException {
        lock.close();
    }

    /** How nodes are, in the order given. */
    public List<Status> status(Collection<Node> nodes) throws RunException, InterruptedException {
        List<Status> found = new ArrayList<>();
        for (Node node : nodes) {
            found.add(status(node));
        }
        return found;
    }

    private Status status(Node node) throws RunException, InterruptedException {
        Optional<Started> started = state.started(node.name());
        Condition condition = Condition.STOPPED;
        if (started.isPresent()) {
            condition = !system.isAlive(started.get())
                    ? Condition.CRASHED
                    : system.isReady(node, cluster.option(ClusterOption.METRICS_ADDRESS))
                            ? Condition.RUNNING
                            : Condition.INITIALIZING;
        }
        return new Status(node, condition, started.map(Started::pid), started.map(Started::started));
    }

    /**
     * Starts those nodes that do not run. Nodes of one rank start at the same time, and are ready before those of the next start.
     *
     * @return whether all of them are ready
     */
    public boolean start(Collection<Node> nodes) throws RunException, InterruptedException {
        boolean well = true;
        Map<Integer, List<Node>> ranks = nodes.stream()
                .collect(Collectors.groupingBy(node -> node.role().rank(), TreeMap::new, Collectors.toList()));
        for (List<Node> rank : ranks.values()) {
            List<Node> waiting = new ArrayList<>();
            for (Node node : rank) {
                Condition now = status(node).condition();
                if (now == Condition.STOPPED || now == Condition.CRASHED) {
                    launch(node, now == Condition.CRASHED);
                }
                waiting.add(node);
            }
            well &= awaitReady(waiting);
        }
        return well;
    }

    private void launch(Node node, boolean crashed) throws RunException {
        List<String> command = cluster.command(node);
        say.accept("starting " + node.name() + (crashed ? " (was crashed)" : "") + " ...");
        makeLogs(node);
        if (crashed) {
            NodeProcess.keepMessages(cluster.directory(node));
        }
        Started process = system.start(command, cluster.environment(node), cluster.directory(node));
        state.start(node.name(), process);
    }

    private void makeLogs(Node node) throws RunException {
        if (node.role() == Node.Role.LOGGER) {
            try {
                Files.createDirectories(cluster.logs());
            } catch (IOException e) {
                throw new RunException(cluster.logs() + " cannot be made: " + e.getMessage(), e);
            }
        }
    }

    private boolean awaitReady(List<Node> nodes) throws RunException, InterruptedException {
        Instant deadline = Instant.now().plus(START);
        List<Node> waiting = new ArrayList<>(nodes);
        boolean well = true;
        while (!waiting.isEmpty() && Instant.now().isBefore(deadline)) {
            for (Node node : List.copyOf(waiting)) {
                Condition now = status(node).condition();
                if (now == Condition.CRASHED) {
                    say.accept(node.name() + " terminated immediately after starting; check output with \"diag\"");
                    well = false;
                }
                if (now != Condition.INITIALIZING) {
                    waiting.remove(node);
                }
            }
            NodeProcess.pause();
        }
        waiting.forEach(node -> say.accept(node.name() + " is still initializing; look again with \"status\""));
        return well && waiting.isEmpty();
    }

    /**
     * Stops nodes, in the opposite order. A node that does not end within StopTimeout is killed. A node that had crashed is stopped
     * then.
     *
     * @return whether all of them ended by themselves
     */
    public boolean stop(Collection<Node> nodes) throws RunException, InterruptedException {
        boolean well = true;
        Map<Integer, List<Node>> ranks = new TreeMap<>(Comparator.reverseOrder());
        nodes.forEach(node -> ranks.computeIfAbsent(node.role().rank(), rank -> new ArrayList<>())
                .add(node));
        for (List<Node> rank : ranks.values()) {
            for (Node node : rank) {
                state.want(node.name(), false);
                Optional<Started> started = state.started(node.name());
                if (started.isPresent()) {
                    say.accept("stopping " + node.name() + " ...");
                    system.ask(started.get());
                }
            }
            well &= awaitEnds(rank);
        }
        return well;
    }

    private boolean awaitEnds(List<Node> nodes) throws RunException, InterruptedException {
        Instant deadline = Instant.now().plusSeconds(Integer.parseInt(cluster.option(ClusterOption.STOP_TIMEOUT)));
        boolean well = true;
        for (Node node : nodes) {
            Optional<Started> started = state.started(node.name());
            if (started.isPresent()) {
                if (!system.end(started.get(), deadline)) {
                    say.accept(node.name() + " did not end in time and was killed");
                    well = false;
                }
                state.forget(node.name());
            }
        }
        return well;
    }

    /**
     * Deletes what nodes that do not run have left: their output and, with all, what brokers of the shell's own hold. A node that had
     * crashed is stopped then.
     */
    public void cleanup(Collection<Node> nodes, boolean all) throws RunException, InterruptedException {
        for (Node node : nodes) {
            Condition now = status(node).condition();
            if (now == Condition.RUNNING || now == Condition.INITIALIZING) {
                say.accept(node.name() + " is running; its directory stays");
                continue;
            }
            say.accept("cleaning up " + node.name() + " ...");
            state.forget(node.name());
            try {
                Installation.delete(cluster.directory(node));
                if (all && node.role() == Node.Role.BROKER) {
                    Path data = cluster.spool().resolve("kafka-" + node.name());
                    Installation.delete(data);
                }
            } catch (IOException e) {
                throw new RunException(cluster.directory(node) + " cannot be deleted: " + e.getMessage(), e);
            }
        }
    }

    /**
     * Starts the nodes again that should run and have crashed.
     *
     * @return whether they are ready
     */
    public boolean watch() throws RunException, InterruptedException {
        List<Node> crashed = new ArrayList<>();
        for (Node node : cluster.nodes()) {
            if (state.isWanted(node.name()) && status(node).condition() == Condition.CRASHED) {
                crashed.add(node);
            }
        }
        return start(crashed);
    }

    /** Whether cron does anything. */
    public boolean isCronEnabled() {
        return state.isCronEnabled();
    }

    /** Makes cron do its work, or not. */
    public void enableCron(boolean enabled) throws RunException {
        state.enableCron(enabled);
    }
}
