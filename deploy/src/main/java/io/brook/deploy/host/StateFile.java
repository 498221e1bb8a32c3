package io.brook.deploy.host;

import io.brook.deploy.cluster.RunException;
import java.io.IOException;
import java.io.Reader;
import java.io.Writer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/** What the shell knows of the processes that it has started: a properties file, replaced as a whole at each change. */
final class StateFile {
    private static final String PID = ".pid";
    private static final String STARTED = ".started";
    private static final String LAUNCHED = ".launched";
    private static final String WANTED = ".wanted";
    private static final String CRON = "cron";

    private final Path file;
    private final Properties entries = new Properties();

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

    private StateFile(Path file) {
        this.file = file;
    }

    static StateFile read(Path directory) throws RunException {
        StateFile state = new StateFile(directory.resolve("state.properties"));
        if (Files.exists(state.file)) {
            try (Reader reader = Files.newBufferedReader(state.file)) {
                state.entries.load(reader);
            } catch (IOException | IllegalArgumentException e) {
                throw new RunException(
                        state.file + " cannot be read (" + e.getMessage() + "); end the nodes by hand and remove it",
                        e);
            }
        }
        return state;
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
        String pid = entries.getProperty(node + PID);
        if (pid == null) {
            return Optional.empty();
        }
        return Optional.of(new Started(
                number(node, pid), Instant.ofEpochMilli(number(node, entries.getProperty(node + STARTED, "")))));
    }

    private long number(String node, String text) throws RunException {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException e) {
            throw new RunException(
                    file + ": " + node + " has no proper pid and start; end it by hand and remove its lines", e);
        }
    }

    /** Whether the user wants a node to run, so that cron starts it when it does not. */
    boolean isWanted(String node) {
        return entries.containsKey(node + WANTED);
    }

    boolean isCronEnabled() {
        return !"disabled".equals(entries.getProperty(CRON));
    }

    void enableCron(boolean enabled) throws RunException {
        entries.setProperty(CRON, enabled ? "enabled" : "disabled");
        write();
    }

    /** The node is about to be started: from now on it has a process, or has crashed. */
    void launch(String node) throws RunException {
        remove(node);
        entries.setProperty(node + LAUNCHED, Long.toString(System.currentTimeMillis()));
        entries.setProperty(node + WANTED, "yes");
        write();
    }

    /** When a node was about to be started whose process is not known: this was not told. */
    Optional<Instant> launched(String node) throws RunException {
        String time = entries.getProperty(node + LAUNCHED);
        return time == null ? Optional.empty() : Optional.of(Instant.ofEpochMilli(number(node, time)));
    }

    void start(String node, Started process) throws RunException {
        remove(node);
        entries.setProperty(node + PID, Long.toString(process.pid()));
        entries.setProperty(node + STARTED, Long.toString(process.started().toEpochMilli()));
        entries.setProperty(node + WANTED, "yes");
        write();
    }

    void want(String node, boolean wanted) throws RunException {
        if (wanted) {
            entries.setProperty(node + WANTED, "yes");
        } else {
            entries.remove(node + WANTED);
        }
        write();
    }

    /** The node's process has ended, and that is well. */
    void forget(String node) throws RunException {
        remove(node);
        write();
    }

    private void remove(String node) {
        entries.remove(node + PID);
        entries.remove(node + STARTED);
        entries.remove(node + LAUNCHED);
    }

    private void write() throws RunException {
        Path next = file.resolveSibling("state.properties.new");
        try {
            try (Writer writer = Files.newBufferedWriter(next)) {
                entries.store(writer, null);
            }
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException e) {
            throw new RunException(file + " cannot be written: " + e.getMessage(), e);
        }
    }
}
