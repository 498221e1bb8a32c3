package io.brook.analysis.protocol.ssh;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.Probe;
import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.flow.Direction;
import java.util.List;
import java.util.Set;

/** SSH on its port, or wherever both sides begin with an SSH version string. */
public final class SshAnalyzer implements ProtocolAnalyzer {
    private static final String NAME = "ssh-";

    @Override
    public String name() {
        return "ssh";
    }

    @Override
    public Set<Integer> tcpPorts() {
        return Set.of(22);
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

    @Override
    public List<SshWeird> weirds() {
        return List.of(SshWeird.values());
    }

    @Override
    public AnalyzerSession open(SessionContext context) {
        return new SshSession(context);
    }
}
