package io.brook.deploy.host;

import java.util.List;
import java.util.Map;

/**
 * A node as its host knows it. Paths are those of that host.
 *
 * @param name unique in the cluster
 * @param directory its working directory: its output, and what it keeps
 * @param health where it says whether it does its work: a URL of http
 * @param data directories with data that only {@code cleanup --all} deletes
 * @param pause seconds that pass before it is started again after too many crashes; 0 for none
 * @param unit that it is for systemd; null when the shell starts it itself
 * @param launch how it is started; null where it is not to be started
 */
public record Task(
        String name, String directory, String health, List<String> data, int pause, Unit unit, Launch launch) {
    /**
     * A unit of systemd.
     *
     * @param ofUser whether it is one of the user who runs the shell, and not of the system
     * @param stopSeconds that it has to stop before it is killed
     */
    public record Unit(boolean ofUser, int stopSeconds) {}

    /**
     * How a node is started.
     *
     * @param command the program and its arguments
     * @param environment more variables
     * @param directories made before
     */
    public record Launch(List<String> command, Map<String, String> environment, List<String> directories) {}
}
