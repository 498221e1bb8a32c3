package io.brook.deploy.cli;

import io.brook.deploy.cluster.RunException;
import io.brook.deploy.config.ConfigException;
import io.brook.deploy.shell.Cluster;
import java.util.List;

/** What the commands of {@code brook ctl} have in common. */
interface ClusterCommands {
    /** The cluster as it is laid out now. */
    Cluster cluster() throws ConfigException, RunException;

    /** Whether tables are wanted as JSON. */
    boolean isJson();

    /** Runs another command of brook, and returns its status. */
    int brook(List<String> words);
}
