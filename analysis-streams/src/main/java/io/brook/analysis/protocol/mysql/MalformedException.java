package io.brook.analysis.protocol.mysql;

/** A packet is not what it should be. The message is what Zeek's parser would say. */
final class MalformedException extends Exception {
    private static final long serialVersionUID = 1;

    MalformedException(String reason) {
        super(reason, null, false, false);
    }
}
