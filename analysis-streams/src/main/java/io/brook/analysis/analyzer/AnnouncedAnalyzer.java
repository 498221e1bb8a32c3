package io.brook.analysis.analyzer;

/**
 * A connection that another one announces, for something that is sent once. It is not in the list of protocols, since it is never looked
 * for.
 */
public abstract class AnnouncedAnalyzer extends SharedState implements ProtocolAnalyzer {
    private final String name;
    private boolean done;

    /** @param name see {@link #name} */
    protected AnnouncedAnalyzer(String name) {
        this.name = name;
    }

    @Override
    public final String name() {
        return name;
    }

    /** Whether what was announced has come. A later connection to the same endpoint was not announced. */
    public final boolean isDone() {
        return done;
    }

    /** What was announced has come. */
    public final void done() {
        done = true;
    }
}
