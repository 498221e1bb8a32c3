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

    /** What runs a node: one that the shell has started itself is the shell's until it is stopped. */
    private Runner runner(Task task) throws RunException, InterruptedException {
        ShellRunner shell = new ShellRunner(state, system);
        return shell.process(task).isPresent() ? shell : starter(task);
    }

    /** What starts a node. */
    Runner starter(Task task) {
        return task.unit() == null
                ? new ShellRunner(state, system)
                : new UnitRunner(state, task.unit().ofUser());
    }

    /** Asks a node to end, if it runs, and does not wait for that. */
    void stop(Task task) throws RunException, InterruptedException {
        runner(task).stop(task);
    }

    /** The process of a node has ended, and that is well: the node is stopped from now on. */
    void forget(Task task) throws RunException, InterruptedException {
        runner(task).forget(task);
    }

    /** The process of a node that was started and not stopped since; it may have ended. */
    Optional<Started> process(Task task) throws RunException, InterruptedException {
        return runner(task).process(task);
    }

    /** How a node is. */
    NodeState look(Task task) throws RunException, InterruptedException {
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
            runner(task).awaitStatus(task);
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
