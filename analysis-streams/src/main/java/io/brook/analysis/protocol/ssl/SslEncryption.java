package io.brook.analysis.protocol.ssl;

import io.brook.schemas.flow.Direction;

/** Who has changed to encryption. */
final class SslEncryption {
    private boolean originator;
    private boolean responder;

    void begin(Direction direction) {
        originator |= direction.isFromOriginator();
        responder |= direction.isFromResponder();
    }

    boolean isBegun(Direction direction) {
        return direction.isFromOriginator() ? originator : responder;
    }

    boolean isComplete() {
        return originator && responder;
    }
}
