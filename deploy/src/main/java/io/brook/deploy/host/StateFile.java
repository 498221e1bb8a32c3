package io.brook.deploy.host;

import io.brook.deploy.cluster.RunException;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;

/** What the shell knows of the processes that it has started. */
final class StateFile {
    private static final String PID = ".pid";
    private static final String STARTED = ".started";
    private static final String LAUNCHED = ".launched";
    private static final String WANTED = ".wanted";
    private static final String REMEDY = "end the nodes by hand and remove it";
    private static final String CRON = "cron";
    private static final String DISABLED = "disabled";

    private final PropertiesFile file;

    /**
     * A process that was started.
     *
     * @param started as the system tells, so that another process with the same number is not mistaken for it
     */
    record Started(long pid, Instant started) {}

    /** The right to change the state, until it is closed. */
    record Lock(FileChannel channel) implements AutoCloseable {
        @Override
        public void close() {
            try {
                channel.close();
            } catch (IOException e) {
                // The end of the process will release it.
            }
        }
    }

    private StateFile(PropertiesFile file) {
        this.file = file;
    }

    /** The file in the shell's own directory. */
    static Path in(Path directory) {
        return directory.resolve("state.properties");
    }

    static StateFile read(Path directory) throws RunException {
        return new StateFile(PropertiesFile.read(in(directory), REMEDY));
    }

    /** The state of another host, to look at. */
    static StateFile of(Path file, String text) throws RunException {
        return new StateFile(PropertiesFile.of(file, text, REMEDY));
    }

    /**
     * Only one shell changes the state at a time.
     *
     * @throws RunException when another one does
     */
    static Lock lock(Path directory) throws RunException {
        Path file = directory.resolve("lock");
        try {
            Files.createDirectories(directory);
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = null;
            try {
                lock = channel.tryLock();
            } catch (OverlappingFileLockException e) {
                // Another thread of this process has it: as if another process had.
            }
            if (lock == null) {
                channel.close();
                throw new RunException("another brook ctl is at work here; try again when it is done", null);
            }
            return new Lock(channel);
        } catch (IOException e) {
            throw new RunException(file + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** The process of a node that was started and not stopped since; it may have ended. */
    Optional<Started> started(String node) throws RunException {
        Optional<String> pid = file.get(node + PID);
        if (pid.isEmpty()) {
            return Optional.empty();
        }
        String time = file.get(node + STARTED).orElse("");
        return Optional.of(new Started(number(node, pid.get()), Instant.ofEpochMilli(number(node, time))));
    }

    private long number(String node, String text) throws RunException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new RunException(
                    file.path() + ": " + node + " has no proper pid and start; end it by hand and remove its lines", e);
        }
    }

    /** Whether the user wants a node to run, so that cron starts it when it does not. */
    boolean isWanted(String node) {
        return file.get(node + WANTED).isPresent();
    }

    boolean isCronEnabled() {
        return !file.get(CRON).equals(Optional.of(DISABLED));
    }

    void enableCron(boolean enabled) throws RunException {
        file.put(CRON, enabled ? "enabled" : DISABLED);
        file.write();
    }

    /** The node is about to be started: from now on it has a process, or has crashed. */
    void launch(String node) throws RunException {
        remove(node);
        file.put(node + LAUNCHED, Long.toString(System.currentTimeMillis()));
        file.put(node + WANTED, "yes");
        file.write();
    }

    /** When a node was about to be started whose process is not known: this was not told. */
    Optional<Instant> launched(String node) throws RunException {
        Optional<String> time = file.get(node + LAUNCHED);
        return time.isEmpty() ? Optional.empty() : Optional.of(Instant.ofEpochMilli(number(node, time.get())));
    }

    void start(String node, Started process) throws RunException {
        remove(node);
        file.put(node + PID, Long.toString(process.pid()));
        file.put(node + STARTED, Long.toString(process.started().toEpochMilli()));
        file.put(node + WANTED, "yes");
        file.write();
    }

    void want(String node, boolean wanted) throws RunException {
        if (wanted) {
            file.put(node + WANTED, "yes");
        } else {
            file.remove(node + WANTED);
        }
        file.write();
    }

    /** The node's process has ended, and that is well. */
    void forget(String node) throws RunException {
        remove(node);
        file.write();
    }

    private void remove(String node) {
        file.remove(node + PID);
        file.remove(node + STARTED);
        file.remove(node + LAUNCHED);
    }
}
