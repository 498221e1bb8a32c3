package io.brook.analysis.protocol.websocket;

import io.brook.analysis.analyzer.AbstractAnalyzer;
import io.brook.analysis.analyzer.Ports;

/** WebSocket, only where HTTP hands over to it: its frames could be of any protocol. */
public final class WebSocketAnalyzer extends AbstractAnalyzer {
    public WebSocketAnalyzer() {
        super("websocket", Ports.NONE, WebSocketSession::new, WebSocketWeird.values());
    }
}
