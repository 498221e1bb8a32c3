package io.brook.analysis.registry;

import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.protocol.finger.FingerAnalyzer;
import io.brook.analysis.protocol.http.HttpAnalyzer;
import io.brook.analysis.protocol.smtp.SmtpAnalyzer;
import io.brook.analysis.protocol.socks.SocksAnalyzer;
import io.brook.analysis.protocol.websocket.WebSocketAnalyzer;
import java.util.List;

/** Every protocol that is analysed: the one place where one is added. */
public final class Analyzers {
    /** In alphabetical order. */
    public static final List<ProtocolAnalyzer> ALL = List.of(
            new FingerAnalyzer(), new HttpAnalyzer(), new SmtpAnalyzer(), new SocksAnalyzer(), new WebSocketAnalyzer());

    private Analyzers() {}
}
