package io.brook.deploy.diff;

import io.brook.deploy.cluster.RunException;
import java.util.SortedSet;

/** The logs of one run. */
public interface LogSet {
    /** The names of its logs, such as {@code conn}; with a folder for each sensor, {@code sensor/conn}. */
    SortedSet<String> names();

    /**
     * A log's lines.
     *
     * @throws RunException when they cannot be read
     */
    LogLines open(String name) throws RunException;
}
