package io.brook.analysis.protocol.ssh;

import io.brook.analysis.analyzer.AbstractAnalyzer;
import io.brook.analysis.analyzer.Ports;
import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.flow.Direction;

/** SSH on its port, or wherever both sides begin with an SSH version string. */
public final class SshAnalyzer extends AbstractAnalyzer {
    private static final String NAME = "ssh-";

    public SshAnalyzer() {
        super("ssh", Ports.tcp(22), SshSession::new, SshWeird.values());
    }

    /** Zeek's dpd_ssh_client and dpd_ssh_server, of which both must match: {@code ^[sS][sS][hH]-[12]\\.}. */
    @Override
    public Probe probe(Direction direction, ByteCursor first) {
        int length = first.remaining();
        for (int i = 0; i < Math.min(length, NAME.length()); i++) {
            if (Character.toLowerCase(first.peek(i)) != NAME.charAt(i)) {
                return Probe.NO;
            }
        }
        if (length < 6) {
            return Probe.MORE;
        }
        boolean version = first.peek(4) == '1' || first.peek(4) == '2';
        return version && first.peek(5) == '.' ? Probe.YES : Probe.NO;
    }
}
