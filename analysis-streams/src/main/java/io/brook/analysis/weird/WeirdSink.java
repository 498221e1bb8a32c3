package io.brook.analysis.weird;

/** Where those who read bytes put what is odd about them; all that a parser may say of a connection. */
public interface WeirdSink {
    /** @param detail more about it, or null */
    void weird(Weird weird, String detail);

    default void weird(Weird weird) {
        weird(weird, null);
    }
}
