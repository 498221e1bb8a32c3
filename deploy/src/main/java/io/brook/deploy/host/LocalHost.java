package io.brook.deploy.host;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.crash.CrashFolder;
import io.brook.deploy.crash.CrashFolders;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/** This host. What changes something locks its state, until this is closed; what only looks is never held up. */
public final class LocalHost implements Host {
    private final Path spool;
    private final CrashFolders crashes;
    private StateFile.Lock lock;

    /** @param spool where the state is */
    public LocalHost(Path spool) {
        this.spool = spool;
        crashes = new CrashFolders(spool);
    }

    /**
     * Keeps other shells from changing anything here, until this is closed.
     *
     * @throws RunException when another shell is at work
     */
    public synchronized void lock() throws RunException {
        if (lock == null) {
            lock = StateFile.lock(spool);
        }
    }

    /** Whether cron does anything on the cluster that is run from here. */
    public boolean isCronEnabled() throws RunException {
        return StateFile.read(spool).isCronEnabled();
    }

    /** Makes cron do its work, or not. */
    public void enableCron(boolean enabled) throws RunException {
        lock();
        StateFile.read(spool).enableCron(enabled);
    }

    @Override
    public Answer ask(Request request, Consumer<String> say) throws RunException, InterruptedException {
        if (request.verb().writes()) {
            lock();
        }
        List<Task> tasks = request.tasks();
        List<String> words = request.words();
        return switch (request.verb()) {
            case STATUS -> Answer.states(watch().states(tasks));
            case START -> {
                Starter starter = new Starter(watch(), say);
                yield Answer.names(starter.start(tasks, request.seconds()), starter.started());
            }
            case STOP -> {
                Stopper stopper = new Stopper(watch(), say);
                yield Answer.names(stopper.stop(tasks, request.seconds()), stopper.stopped());
            }
            case KEEP -> {
                NodeWatch watch = watch();
                for (Task task : tasks) {
                    if (watch.look(task).condition() == Condition.CRASHED) {
                        watch.keep(task, say);
                    }
                }
                yield Answer.of(true);
            }
            case REPORTS -> Answer.table(true, reports());
            case MAILED -> {
                crashes.markMailed(words);
                yield Answer.of(true);
            }
            case EXPIRE -> {
                crashes.expire(Instant.ofEpochMilli(Long.parseLong(words.get(0))));
                yield Answer.of(true);
            }
            case METRICS -> Answer.table(true, NodeMetrics.read(tasks, words));
            case CLEANUP -> Answer.of(new Stopper(watch(), say).cleanup(tasks, words.contains("all")));
            case INSTALL -> {
                install(Path.of(words.get(0)), words.stream().skip(1).findFirst(), tasks);
                yield Answer.of(true);
            }
            case TOP -> {
                List<List<String>> rows = HostTools.use(watch().states(tasks));
                yield Answer.table(rows.size() == tasks.size(), rows);
            }
            case DIAG -> {
                for (Task task : tasks) {
                    say.accept("[" + task.name() + "]");
                    diag(task, say);
                }
                yield Answer.of(true);
            }
            case THREADS -> Answer.of(new JavaDump(say).of(tasks, watch().states(tasks)));
            case DF -> Answer.table(true, HostTools.room(words));
            case EXEC -> Answer.of(HostTools.run(words.get(0), request.seconds(), Path.of(words.get(1)), say));
        };
    }

    private void diag(Task task, Consumer<String> say) throws RunException {
        Optional<CrashFolder> last = crashes.kept().stream()
                .filter(each -> each.node().equals(task.name()))
                .reduce((before, after) -> after);
        if (last.isPresent()) {
            say.accept("==== the last crash: " + last.get().path().resolve(CrashFolder.REPORT));
            last.get().report().lines().forEach(say);
        }
        HostTools.lastOutput(Path.of(task.directory())).forEach(say);
    }

    private List<List<String>> reports() throws RunException {
        List<List<String>> rows = new ArrayList<>();
        for (CrashFolder each : crashes.kept()) {
            if (!each.mailed()) {
                rows.add(List.of(each.name(), each.node(), each.report()));
            }
        }
        return rows;
    }

    private void install(Path from, Optional<String> distribution, List<Task> tasks)
            throws RunException, InterruptedException {
        Installation installation = new Installation(spool);
        installation.install(from, distribution.map(Path::of));
        installation.makeUnits(tasks);
        try {
            Installation.delete(from);
        } catch (IOException e) {
            throw new RunException(from + " cannot be deleted: " + e.getMessage(), e);
        }
    }

    private NodeWatch watch() throws RunException {
        return new NodeWatch(StateFile.read(spool), crashes);
    }

    @Override
    public synchronized void close() {
        if (lock != null) {
            lock.close();
            lock = null;
        }
    }
}
