package io.brook.deploy.host;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.crash.Crash;
import io.brook.deploy.host.StateFile.Started;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** Stops nodes of this host, and deletes what they have left. */
final class Stopper {
    private final NodeWatch watch;
    private final Consumer<String> say;
    private final List<String> stopped = new ArrayList<>();

    Stopper(NodeWatch watch, Consumer<String> say) {
        this.watch = watch;
        this.say = say;
    }

    /**
     * Stops nodes. One that does not end in time is killed; one that had crashed is stopped then.
     *
     * @return whether all of them ended by themselves
     */
    boolean stop(List<Task> tasks, int seconds) throws RunException, InterruptedException {
        for (Task task : tasks) {
            watch.state().want(task.name(), false);
            Optional<Started> process = watch.process(task);
            if (process.isPresent()) {
                if (!watch.system().isAlive(process.get())) {
                    watch.keep(task, say);
                }
                stopped.add(task.name());
                say.accept("stopping " + task.name() + " ...");
                watch.stop(task);
            }
        }
        Instant deadline = Instant.now().plusSeconds(seconds);
        boolean well = true;
        for (Task task : tasks) {
            Optional<Started> process = watch.process(task);
            if (process.isPresent()) {
                if (!watch.system().end(process.get(), Path.of(task.directory()), deadline)) {
                    watch.keep(
                            task,
                            Crash.killed(
                                    task.name(),
                                    process.get().pid(),
                                    process.get().started()),
                            say);
                    well = false;
                }
                watch.forget(task);
            }
        }
        return well;
    }

    /** Those that were stopped. */
    List<String> stopped() {
        return stopped;
    }

    /**
     * Deletes the output of nodes that do not run. A node that had crashed is stopped then.
     *
     * @param all also what brokers hold
     * @return whether none of them runs
     */
    boolean cleanup(List<Task> tasks, boolean all) throws RunException, InterruptedException {
        boolean well = true;
        for (Task task : tasks) {
            Condition now = watch.look(task).condition();
            if (now == Condition.RUNNING || now == Condition.INITIALIZING) {
                say.accept(task.name() + " is running; its directory stays");
                well = false;
                continue;
            }
            if (now == Condition.CRASHED) {
                watch.keep(task, say);
            }
            say.accept("cleaning up " + task.name() + " ...");
            watch.forget(task);
            try {
                Installation.delete(Path.of(task.directory()));
                if (all) {
                    for (String each : task.data()) {
                        Installation.delete(Path.of(each));
                    }
                }
            } catch (IOException e) {
                throw new RunException(task.directory() + " cannot be deleted: " + e.getMessage(), e);
            }
        }
        return well;
    }
}
