package io.brook.analysis.protocol.finger;

import io.brook.analysis.analyzer.AbstractAnalyzer;
import io.brook.analysis.analyzer.Ports;

/** Finger, on its port only: its first bytes could belong to any protocol. */
public final class FingerAnalyzer extends AbstractAnalyzer {
    public FingerAnalyzer() {
        super("finger", Ports.tcp(79), FingerSession::new);
    }
}
