package io.brook.analysis.protocol.websocket;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.analyzer.SessionContext;
import java.util.List;

/** WebSocket, only where HTTP hands over to it: its frames could be of any protocol. */
public final class WebSocketAnalyzer implements ProtocolAnalyzer {
    @Override
    public String name() {
        return "websocket";
    }

    @Override
    public List<WebSocketWeird> weirds() {
        return List.of(WebSocketWeird.values());
    }

    @Override
    public AnalyzerSession open(SessionContext context) {
        return new WebSocketSession(context);
    }
}
