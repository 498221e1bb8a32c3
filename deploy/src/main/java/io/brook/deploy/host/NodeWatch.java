package io.brook.deploy.host;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.crash.Crash;
import io.brook.deploy.crash.CrashFolder;
import io.brook.deploy.crash.CrashFolders;
import io.brook.deploy.crash.RestartLimit;
import io.brook.deploy.host.StateFile.Started;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Consumer;

/** How the nodes of this host are. */
final class NodeWatch {
    /** A node answers within a second or not at all; so many of them are asked at the same time. */
    private static final int AT_ONCE = 16;

    private final StateFile state;
    private final CrashFolders crashes;
    private final NodeProcess system = new NodeProcess();

    NodeWatch(StateFile state, CrashFolders crashes) {
        this.state = state;
        this.crashes = crashes;
    }

    /** What is known of the nodes' processes. */
    StateFile state() {
        return state;
    }

    /** Their processes. */
    NodeProcess system() {
        return system;
    }

    /** The process of a node that was started and not stopped since; it may have ended. */
    Optional<Started> process(Task task) throws RunException {
        Optional<Started> started = state.started(task.name());
        if (started.isEmpty()) {
            Optional<Instant> launched = state.launched(task.name());
            if (launched.isPresent()) {
                // Whoever launched it was killed before the state had the number of the process.
                return Optional.of(NodeProcess.launched(Path.of(task.directory()), launched.get()));
            }
        }
        return started;
    }

    /** How a node is. */
    NodeState look(Task task) throws RunException {
        Optional<Started> process = process(task);
        boolean wanted = state.isWanted(task.name());
        if (process.isEmpty()) {
            return new NodeState(task.name(), Condition.STOPPED, 0, 0, 0, wanted);
        }
        Started started = process.get();
        Condition condition = !system.isAlive(started)
                ? Condition.CRASHED
                : system.isReady(task.health()) ? Condition.RUNNING : Condition.INITIALIZING;
        return new NodeState(
                task.name(),
                condition,
                started.pid(),
                started.started().toEpochMilli(),
                condition == Condition.CRASHED ? restart(task, started).toEpochMilli() : 0,
                wanted);
    }

    private Instant restart(Task task, Started process) throws RunException {
        Crash crash = Crash.found(task.name(), process.pid(), process.started());
        return RestartLimit.of(crashes.times(crash, Instant.now()), Duration.ofSeconds(task.pause()));
    }

    /**
     * Keeps what a process of a node has left that has ended, if that was not done before, and writes a report.
     *
     * @param say gets a line that says where, when there was no report before
     */
    void keep(Task task, Consumer<String> say) throws RunException, InterruptedException {
        Started process = process(task).orElseThrow();
        keep(task, Crash.found(task.name(), process.pid(), process.started()), say);
    }

    /** The same for a certain crash. */
    void keep(Task task, Crash crash, Consumer<String> say) throws RunException, InterruptedException {
        Path directory = Path.of(task.directory());
        if (!crashes.isKept(crash)) {
            NodeProcess.awaitStatus(directory);
            CrashFolder kept = crashes.keep(crash, directory, Instant.now());
            say.accept(task.name() + " " + crash.what() + "; see " + kept.path().resolve(CrashFolder.REPORT));
        }
    }

    /** How nodes are, in the order given; they are asked at the same time. */
    List<NodeState> states(List<Task> tasks) throws RunException, InterruptedException {
        if (tasks.isEmpty()) {
            return List.of();
        }
        ExecutorService threads = Executors.newFixedThreadPool(Math.min(AT_ONCE, tasks.size()));
        try {
            List<Future<NodeState>> asked = new ArrayList<>();
            for (Task task : tasks) {
                asked.add(threads.submit(() -> look(task)));
            }
            List<NodeState> found = new ArrayList<>();
            for (Future<NodeState> each : asked) {
                found.add(each.get());
            }
            return found;
        } catch (ExecutionException e) {
            throw new RunException(e.getCause().getMessage(), e);
        } finally {
            threads.shutdownNow();
        }
    }
}
