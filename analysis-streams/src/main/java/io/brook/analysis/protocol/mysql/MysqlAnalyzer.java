package io.brook.analysis.protocol.mysql;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.analyzer.SessionContext;
import java.util.Set;

/** MySQL on its ports; Zeek has no signature for it. */
public final class MysqlAnalyzer implements ProtocolAnalyzer {
    @Override
    public String name() {
        return "mysql";
    }

    @Override
    public Set<Integer> tcpPorts() {
        return Set.of(1434, 3306);
    }

    @Override
    public AnalyzerSession open(SessionContext context) {
        return new MysqlSession(context);
    }
}
