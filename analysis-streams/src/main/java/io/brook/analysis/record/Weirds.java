package io.brook.analysis.record;

import io.brook.analysis.detect.weird.WeirdFilter;
import io.brook.analysis.emit.Emitter;
import io.brook.analysis.flow.Connection;
import io.brook.analysis.weird.Weird;
import io.brook.analysis.weird.WeirdAction;
import io.brook.analysis.weird.WeirdPolicy;
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

    /** @param detail more about it, or null */
    public void onConnection(Connection c, Weird weird, String detail, long time) {
        onConnection(c, weird.id(), weird.source(), detail, time);
    }

    /**
     * @param source the analyzer that saw it, or null
     * @param detail more about it, or null
     */
    public void onConnection(Connection c, String name, String source, String detail, long time) {
        count(name);
        if (isPermitted(name, c.uid(sensor), time)) {
            emit(name, source, detail, c.uid(sensor), ConnRecords.idOf(c), time);
        }
    }

    /** @param inTunnel whether the packet is inside another */
    public void onPacket(HeaderWalk packet, String name, String source, String detail, boolean inTunnel, long time) {
        count(name);
        String source4 = IpAddress.format(packet.sourceHigh(), packet.sourceLow());
        String target = IpAddress.format(packet.targetHigh(), packet.targetLow());
        String full = inTunnel ? name + IN_TUNNEL : name;
        if (isPermitted(full, source4 + ' ' + target, time)) {
            emit(full, source, detail, null, new ConnId(source4, 0, target, 0), time);
        }
    }

    public void onBytes(String name, String source, String detail, boolean inTunnel, long time) {
        String full = inTunnel ? name + IN_TUNNEL : name;
        if (isPermitted(full, "", time)) {
            emit(full, source, detail, null, null, time);
        }
    }

    private void count(String name) {
        if (WeirdPolicy.isBadChecksum(name)) {
            out.badChecksum(name);
        }
    }

    private boolean isPermitted(String name, String about, long time) {
        return WeirdPolicy.actionOf(name) != WeirdAction.IGNORE && sampler.permits(name, about, time);
    }

    private void emit(String name, String source, String detail, String uid, ConnId id, long time) {
        WeirdLog odd = new WeirdLog(new LogMeta(sensor, time), time, uid, id, name, detail, false, PEER, source);
        out.report(WeirdFilter.subjectOf(odd), odd);
    }
}
