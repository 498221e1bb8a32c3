package io.brook.analysis.analyzer;

/**
 * What sessions of several connections hold together, such as what is known of a transfer that one of them has announced and
 * another one carries. State of connections is saved apart; of this, each keeps the number, and it stays one object.
 */
public abstract class SharedState {
    private long number;

    /** The number under which it is saved; 0 for none yet. */
    public final long number() {
        return number;
    }

    /** Gives it its number, once. */
    public final void number(long given) {
        number = given;
    }
}
