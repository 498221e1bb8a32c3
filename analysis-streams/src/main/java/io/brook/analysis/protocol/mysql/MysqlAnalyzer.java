package io.brook.analysis.protocol.mysql;

import io.brook.analysis.analyzer.AbstractAnalyzer;
import io.brook.analysis.analyzer.Ports;

/** MySQL on its ports; Zeek has no signature for it. */
public final class MysqlAnalyzer extends AbstractAnalyzer {
    public MysqlAnalyzer() {
        super("mysql", Ports.tcp(1434, 3306), MysqlSession::new);
    }
}
