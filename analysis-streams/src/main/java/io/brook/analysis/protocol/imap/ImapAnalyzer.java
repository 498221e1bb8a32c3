package io.brook.analysis.protocol.imap;

import io.brook.analysis.analyzer.AbstractAnalyzer;
import io.brook.analysis.analyzer.Ports;

/** IMAP on its port; Zeek has no signature for it. */
public final class ImapAnalyzer extends AbstractAnalyzer {
    public ImapAnalyzer() {
        super("imap", Ports.tcp(143), ImapSession::new, ImapWeird.values());
    }
}
