package io.brook.deploy.host;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.crash.NodeFiles;
import io.brook.deploy.crash.Secrets;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;

/** Starts nodes of this host. */
final class Starter {
    private final NodeWatch watch;
    private final Consumer<String> say;
    private final List<String> started = new ArrayList<>();

    Starter(NodeWatch watch, Consumer<String> say) {
        this.watch = watch;
        this.say = say;
    }

    /**
     * Starts those that do not run, at the same time, and waits until all of them are ready.
     *
     * @return whether they are
     */
    boolean start(List<Task> tasks, int seconds) throws RunException, InterruptedException {
        List<NodeState> before = watch.states(tasks);
        for (int i = 0; i < tasks.size(); i++) {
            Condition now = before.get(i).condition();
            if (now == Condition.STOPPED || now == Condition.CRASHED) {
                launch(tasks.get(i), now == Condition.CRASHED);
            }
        }
        return awaitReady(tasks, Instant.now().plusSeconds(seconds));
    }

    /** Those that were started. */
    List<String> started() {
        return started;
    }

    private void launch(Task task, boolean crashed) throws RunException, InterruptedException {
        if (crashed) {
            watch.keep(task, say);
        }
        started.add(task.name());
        say.accept("starting " + task.name() + (crashed ? " (was crashed)" : "") + " ...");
        Path directory = Path.of(task.directory());
        try {
            for (String each : task.launch().directories()) {
                Files.createDirectories(Path.of(each));
            }
            write(task.launch(), Files.createDirectories(directory).resolve(NodeFiles.COMMAND));
        } catch (IOException e) {
            throw new RunException("a directory of " + task.name() + " cannot be made: " + e.getMessage(), e);
        }
        watch.starter(task).start(task);
    }

    /** For the report about a crash. */
    private static void write(Task.Launch launch, Path file) throws IOException {
        List<String> lines = new ArrayList<>(List.of(String.join(" ", launch.command())));
        launch.environment().forEach((name, value) -> lines.add(Secrets.hide(name + "=" + value)));
        Files.write(file, lines);
    }

    private boolean awaitReady(List<Task> tasks, Instant deadline) throws RunException, InterruptedException {
        List<Task> waiting = new ArrayList<>(tasks);
        boolean well = true;
        while (!waiting.isEmpty() && Instant.now().isBefore(deadline)) {
            for (NodeState each : watch.states(waiting)) {
                if (each.condition() == Condition.CRASHED) {
                    say.accept(each.name() + " terminated immediately after starting; check output with \"diag\"");
                    well = false;
                }
                if (each.condition() != Condition.INITIALIZING) {
                    waiting.removeIf(task -> task.name().equals(each.name()));
                }
            }
            NodeProcess.pause();
        }
        waiting.forEach(task -> say.accept(task.name() + " is still initializing; look again with \"status\""));
        return well && waiting.isEmpty();
    }
}
