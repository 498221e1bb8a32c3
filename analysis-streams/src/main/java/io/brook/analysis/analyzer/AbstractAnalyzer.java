package io.brook.analysis.analyzer;

import io.brook.analysis.weird.Weird;
import java.util.List;
import java.util.Set;
import java.util.function.Function;

/** An analyzer that says at once what never changes of it. What its protocol looks like, where that tells, a subclass adds. */
public abstract class AbstractAnalyzer implements ProtocolAnalyzer {
    private final String name;
    private final Ports ports;
    private final List<Weird> weirds;
    private final Function<SessionContext, AnalyzerSession> sessions;

    /**
     * @param name see {@link #name}
     * @param sessions makes a session
     * @param weirds all oddities that its sessions may report
     */
    protected AbstractAnalyzer(
            String name, Ports ports, Function<SessionContext, AnalyzerSession> sessions, Weird... weirds) {
        this.name = name;
        this.ports = ports;
        this.sessions = sessions;
        this.weirds = List.of(weirds);
    }

    @Override
    public final String name() {
        return name;
    }

    @Override
    public final Set<Integer> tcpPorts() {
        return ports.tcp();
    }

    @Override
    public final Set<Integer> udpPorts() {
        return ports.udp();
    }

    @Override
    public final List<Weird> weirds() {
        return weirds;
    }

    @Override
    public final AnalyzerSession open(SessionContext context) {
        return sessions.apply(context);
    }
}
