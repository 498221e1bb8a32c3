package io.brook.analysis.protocol.ntp;

import io.brook.analysis.analyzer.AbstractAnalyzer;
import io.brook.analysis.analyzer.Ports;

/** NTP on its port; so short messages could be anything's elsewhere. */
public final class NtpAnalyzer extends AbstractAnalyzer {
    public NtpAnalyzer() {
        super("ntp", Ports.udp(123), NtpSession::new);
    }
}
