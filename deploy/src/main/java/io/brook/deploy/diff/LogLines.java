package io.brook.deploy.diff;

import io.brook.deploy.cluster.RunException;
import java.util.List;

/** The lines of one log, from the first to the last, without what surrounds them in a file. */
public interface LogLines extends AutoCloseable {
    /**
     * The next line, or null at the end.
     *
     * @throws RunException when it cannot be read
     */
    String next() throws RunException;

    /** The names of the columns, which tabs separate in a line; empty when each line is a JSON object, which names its own. */
    List<String> columns();

    @Override
    void close() throws RunException;
}
