package io.brook.deploy.host;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.host.StateFile.Started;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Nodes that the shell starts itself. */
final class ShellRunner implements Runner {
    private final StateFile state;
    private final NodeProcess system;

    ShellRunner(StateFile state, NodeProcess system) {
        this.state = state;
        this.system = system;
    }

    @Override
    public Optional<Started> process(Task task) throws RunException, InterruptedException {
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

    @Override
    public void start(Task task) throws RunException, InterruptedException {
        Path directory = Path.of(task.directory());
        NodeProcess.forgetNumber(directory);
        state.launch(task.name());
        state.start(
                task.name(), system.start(task.launch().command(), task.launch().environment(), directory));
    }

    @Override
    public void stop(Task task) throws RunException, InterruptedException {
        process(task).ifPresent(system::ask);
    }

    @Override
    public void awaitStatus(Task task) throws InterruptedException {
        NodeProcess.awaitStatus(Path.of(task.directory()));
    }

    @Override
    public void forget(Task task) throws RunException {
        state.forget(task.name());
    }
}
