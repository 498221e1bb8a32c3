package io.brook.analysis.protocol.ssl;

/** Who has changed to encryption. */
final class Encryption {
    private boolean originator;
    private boolean responder;

    void begin(boolean byOriginator) {
        originator |= byOriginator;
        responder |= !byOriginator;
    }

    boolean isBegun(boolean byOriginator) {
        return byOriginator ? originator : responder;
    }

    boolean isComplete() {
        return originator && responder;
    }
}
