package io.brook.deploy.host;

import io.brook.deploy.cluster.RunException;
import java.util.function.Consumer;

/** A host that nodes run on. */
public interface Host extends AutoCloseable {
    /**
     * Asks it to do something, and waits for the answer. One thread asks at a time.
     *
     * @param say gets a line for each step
     * @throws RunException when it cannot be reached, or cannot do it
     */
    Answer ask(Request request, Consumer<String> say) throws RunException, InterruptedException;

    @Override
    void close();
}
