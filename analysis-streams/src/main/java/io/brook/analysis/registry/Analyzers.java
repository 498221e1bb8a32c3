package io.brook.analysis.registry;

import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.protocol.finger.FingerAnalyzer;
import io.brook.analysis.protocol.http.HttpAnalyzer;
import io.brook.analysis.protocol.socks.SocksAnalyzer;
import io.brook.analysis.protocol.ssl.DtlsAnalyzer;
import io.brook.analysis.protocol.ssl.SslAnalyzer;
import java.util.List;

/** Every protocol that is analysed: the one place where one is added. */
public final class Analyzers {
    /** In alphabetical order. */
    public static final List<ProtocolAnalyzer> ALL = List.of(
            new DtlsAnalyzer(),
            new FingerAnalyzer(),
            new HttpAnalyzer(),
            new SocksAnalyzer(),
            new SslAnalyzer());

    private Analyzers() {}
}
