package io.brook.analysis.bytes;

/** Bytes are not what they should be. The message is what the parser in Zeek, which binpac has made, says of it. */
public final class MalformedException extends Exception {
    private static final long serialVersionUID = 1;

    /** @param reason such as "string mismatch" */
    public MalformedException(String reason) {
        super(reason, null, false, false);
    }

    /**
     * A structure is cut off in a field, or in a structure within it.
     *
     * @param field the field, behind the name of its structure and a colon
     * @param needed how many bytes it takes
     * @param there how many there are
     */
    public static MalformedException cutOff(String field, long needed, long there) {
        return new MalformedException("out_of_bound: " + field + ": " + needed + " > " + there);
    }

    /** A field does not have the value that it must have. */
    public static MalformedException enforced(String field) {
        return new MalformedException("&enforce violation : " + field);
    }

    /** How analyzer.log says it. */
    public String violation() {
        return "Binpac exception: binpac exception: " + getMessage();
    }
}
