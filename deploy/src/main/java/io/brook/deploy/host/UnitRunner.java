package io.brook.deploy.host;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.crash.NodeFiles;
import io.brook.deploy.host.StateFile.Started;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/** Nodes that are units of systemd. It is systemd that knows which of them run, whoever has started or stopped them. */
final class UnitRunner implements Runner {
    private static final String STATE = "ActiveState";
    private static final String INACTIVE = "inactive";
    private static final String MAIN = "MainPID";
    private static final String LAST = "ExecMainPID";
    private static final String STARTED = "ExecMainStartTimestamp";
    private static final String CODE = "ExecMainCode";
    private static final String STATUS = "ExecMainStatus";
    /** As in {@code Fri 2026-11-27 08:24:53 UTC}. */
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm:ss z", Locale.ROOT);

    /** CLD_EXITED of waitid(2): the status is what the process has ended with, and otherwise the signal that ended it. */
    private static final String EXITED = "1";

    private static final int SIGNAL = 128;
    private static final int LOOKS = 100;

    private final StateFile state;
    private final boolean ofUser;
    private final Systemctl systemctl;

    /** @param ofUser whether they are units of the user who runs the shell, and not of the system */
    UnitRunner(StateFile state, boolean ofUser) {
        this.state = state;
        this.ofUser = ofUser;
        systemctl = new Systemctl(ofUser);
    }

    @Override
    public Optional<Started> process(Task task) throws RunException, InterruptedException {
        Map<String, String> unit = show(task);
        if (unit.get(STATE).equals(INACTIVE)) {
            return Optional.empty();
        }
        long running = number(unit.get(MAIN));
        Optional<Instant> started = running == 0
                ? Optional.empty()
                : ProcessHandle.of(running).flatMap(handle -> handle.info().startInstant());
        // Also when it has ended by itself without an error: the unit remains then until it is stopped.
        return Optional.of(started.map(start -> new Started(running, start)).orElseGet(() -> last(unit)));
    }

    private static Started last(Map<String, String> unit) {
        return new Started(number(unit.get(LAST)), time(unit.get(STARTED)));
    }

    private Map<String, String> show(Task task) throws RunException, InterruptedException {
        return systemctl.show(UnitFile.name(task.name()), STATE, MAIN, LAST, STARTED, CODE, STATUS);
    }

    private static long number(String text) {
        return text.matches("\\d{1,18}") ? Long.parseLong(text) : 0;
    }

    private static Instant time(String text) {
        try {
            return ZonedDateTime.parse(text, TIME).toInstant();
        } catch (DateTimeParseException e) {
            // It was never started.
            return Instant.EPOCH;
        }
    }

    @Override
    public void start(Task task) throws RunException, InterruptedException {
        if (!new UnitFiles(ofUser).has(task.name())) {
            throw new RunException(task.name() + " has no unit of systemd yet; give the command install first", null);
        }
        try {
            for (String each : new String[] {NodeFiles.STATUS, NodeFiles.OUTPUT, NodeFiles.MESSAGES}) {
                Files.deleteIfExists(Path.of(task.directory(), each));
            }
        } catch (IOException e) {
            throw new RunException(
                    "what " + task.name() + " has written before cannot be deleted: " + e.getMessage(), e);
        }
        state.want(task.name(), true);
        String unit = UnitFile.name(task.name());
        // So that it runs again after the next start of the host.
        systemctl.run("enable", "--no-reload", unit);
        // And not start: one that has ended by itself is there still.
        systemctl.run("restart", unit);
        state.forget(task.name());
    }

    @Override
    public void stop(Task task) throws RunException, InterruptedException {
        String unit = UnitFile.name(task.name());
        systemctl.run("disable", "--no-reload", unit);
        systemctl.run("stop", "--no-block", unit);
    }

    @Override
    public void awaitStatus(Task task) throws RunException, InterruptedException {
        Map<String, String> unit = settled(task);
        int status = (int) number(unit.get(STATUS)) + (unit.get(CODE).equals(EXITED) ? 0 : SIGNAL);
        try {
            Files.writeString(
                    Files.createDirectories(Path.of(task.directory())).resolve(NodeFiles.STATUS), status + "\n");
        } catch (IOException e) {
            throw new RunException("the exit status of " + task.name() + " cannot be written: " + e.getMessage(), e);
        }
    }

    /** The process may be gone a moment before systemd has noticed it. */
    private Map<String, String> settled(Task task) throws RunException, InterruptedException {
        Map<String, String> unit = show(task);
        for (int i = 0; i < LOOKS && number(unit.get(MAIN)) != 0; i++) {
            NodeProcess.pause();
            unit = show(task);
        }
        return unit;
    }

    @Override
    public void forget(Task task) throws RunException, InterruptedException {
        String unit = UnitFile.name(task.name());
        if (!settled(task).get(STATE).equals(INACTIVE)) {
            systemctl.run("stop", unit);
        }
        if (show(task).get(STATE).equals("failed")) {
            systemctl.run("reset-failed", unit);
        }
        state.forget(task.name());
    }
}
