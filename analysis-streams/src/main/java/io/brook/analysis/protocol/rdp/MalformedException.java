package io.brook.analysis.protocol.rdp;

/** A message is not what it should be. The message of this is what Zeek's parser would say. */
final class MalformedException extends Exception {
    private static final long serialVersionUID = 1;

    MalformedException(String reason) {
        super(reason, null, false, false);
    }

    /** What is said of it as a violation. */
    String violation() {
        return "Binpac exception: binpac exception: " + getMessage();
    }
}
