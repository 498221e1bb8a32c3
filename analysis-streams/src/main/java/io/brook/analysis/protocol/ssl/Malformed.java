package io.brook.analysis.protocol.ssl;

/** A structure is longer than the bytes that are there for it. Never leaves this package. */
final class Malformed extends RuntimeException {
    private static final long serialVersionUID = 1;

    /**
     * @param where the structure, or the structure and its field
     * @param needed how many bytes it takes
     * @param there how many there are
     */
    Malformed(String where, long needed, long there) {
        super("out_of_bound: " + where + ": " + needed + " > " + there, null, false, false);
    }
}
