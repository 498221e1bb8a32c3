package io.brook.analysis.analyzer;

/**
 * One file's contents as one analyzer sees them: from the first byte on, in order. Whatever they are, it does not throw, and what
 * it keeps is bounded. It is saved and restored with its file; so what is said of the fields of an {@link AnalyzerSession} holds
 * for it too.
 */
public interface FileFollower {
    /**
     * The next bytes. The array is the caller's: what is kept is copied.
     *
     * @return whether more are wanted
     */
    boolean data(byte[] bytes, int offset, int length);

    /**
     * Bytes are missing.
     *
     * @return whether more are wanted nevertheless
     */
    default boolean gap(long length) {
        return true;
    }

    /** The file is over, and its line of files.log is about to be written. Always called exactly once. */
    default void end() {}
}
