package io.brook.analysis.protocol.websocket;

import io.brook.analysis.weird.Oddity;
import io.brook.analysis.weird.Weird;

/** Oddities of frames; those of the handshake belong to HTTP. */
enum WebSocketWeird implements Weird {
    CONTROL_FRAME_TOO_LONG(Oddity.ofAnalyzer("websocket_control_frame_size_exceeded"));

    private final Oddity oddity;

    WebSocketWeird(Oddity oddity) {
        this.oddity = oddity;
    }

    @Override
    public Oddity oddity() {
        return oddity;
    }
}
