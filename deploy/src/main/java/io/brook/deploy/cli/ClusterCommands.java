package io.brook.deploy.cli;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.shell.Cluster;
import java.util.List;
import java.util.Optional;
import org.jline.terminal.Terminal;

/** What the commands of {@code brook ctl} have in common. */
interface ClusterCommands {
    /** The cluster as it is laid out now. */
    Cluster cluster() throws ConfigException, RunException;

    /** Whether tables are wanted as JSON. */
    boolean isJson();

    /** The terminal that {@code brook shell} has opened; empty when the command runs by itself. */
    Optional<Terminal> terminal();

    /** Runs another command of brook, and returns its status. */
    int brook(List<String> words);
}
