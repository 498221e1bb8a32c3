package io.brook.analysis.analyzer;

/**
 * One connection's conversation in one protocol. Called on one thread, in the order of the streams. Whatever the bytes, it does
 * not throw.
 */
public interface AnalyzerSession {
    /**
     * Takes in the next bytes of one direction, from where it stopped consuming.
     *
     * @param in what is consumed of it will not come again; what is not comes again, with more
     */
    Outcome data(boolean fromOriginator, ByteCursor in);

    /** Bytes of one direction are missing. Most sessions cannot go on. */
    default Outcome gap(boolean fromOriginator, long missing) {
        return Outcome.STOP;
    }
}
