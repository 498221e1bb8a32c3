package io.brook.analysis.record;

import io.brook.analysis.detect.weird.WeirdFilter;
import io.brook.analysis.emit.Emitter;
import io.brook.analysis.flow.Connection;
import io.brook.analysis.weird.Oddity;
import io.brook.analysis.weird.WeirdAction;
import io.brook.schemas.flow.HeaderWalk;
import io.brook.schemas.flow.IpAddress;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.WeirdLog;

/**
 * Reports what is odd: on a connection, on a packet that has none, or on bytes that are no packet. Storms are sampled here, so
 * that nobody can flood the cluster with oddities; what is a repetition is decided where all workers' reports meet.
 */
public final class Weirds {
    /** Zeek's name of a node that is no cluster: the same wherever a flow is analysed. */
    private static final String PEER = "zeek";

    private static final String IN_TUNNEL = "_in_tunnel";

    private final String sensor;
    private final Emitter out;
    private final WeirdSampler sampler;

    public Weirds(String sensor, Emitter out, WeirdSampler sampler) {
        this.sensor = sensor;
        this.out = out;
        this.sampler = sampler;
    }

    /**
     * @param analyzer who has found it; null for none
     * @param detail more about it, or null
     */
    public void onConnection(Connection c, Oddity odd, String analyzer, String detail, long time) {
        count(odd);
        if (isPermitted(odd, c.uid(sensor), time)) {
            emit(odd, odd.source(analyzer), detail, c.uid(sensor), ConnRecords.idOf(c), time);
        }
    }

    /** @param inTunnel whether the packet is inside another */
    public void onPacket(HeaderWalk packet, Oddity weird, String detail, boolean inTunnel, long time) {
        count(weird);
        String source = IpAddress.format(packet.sourceHigh(), packet.sourceLow());
        String target = IpAddress.format(packet.targetHigh(), packet.targetLow());
        Oddity odd = inTunnel ? inTunnel(weird) : weird;
        if (isPermitted(odd, source + ' ' + target, time)) {
            emit(odd, odd.source(null), detail, null, new ConnId(source, 0, target, 0), time);
        }
    }

    public void onBytes(Oddity weird, String detail, boolean inTunnel, long time) {
        Oddity odd = inTunnel ? inTunnel(weird) : weird;
        if (isPermitted(odd, "", time)) {
            emit(odd, odd.source(null), detail, null, null, time);
        }
    }

    /** Zeek calls it something else there, of which nothing else becomes than a line. */
    private static Oddity inTunnel(Oddity odd) {
        return Oddity.of(odd.source(null), odd.name() + IN_TUNNEL);
    }

    private void count(Oddity odd) {
        if (odd.isCounted()) {
            out.badChecksum(odd.name());
        }
    }

    private boolean isPermitted(Oddity odd, String about, long time) {
        return odd.action() != WeirdAction.IGNORE && sampler.permits(odd.name(), about, time);
    }

    private void emit(Oddity odd, String source, String detail, String uid, ConnId id, long time) {
        LogMeta meta = new LogMeta(sensor, time);
        WeirdLog line = new WeirdLog(meta, time, uid, id, odd.name(), detail, false, PEER, source);
        out.report(WeirdFilter.subjectOf(line, odd.action()), line);
    }
}
