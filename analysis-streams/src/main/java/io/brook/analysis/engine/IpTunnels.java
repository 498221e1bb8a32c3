package io.brook.analysis.engine;

import io.brook.analysis.flow.Connection;
import io.brook.schemas.flow.FlowKey;
import io.brook.schemas.flow.HeaderWalk;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * Tunnels that run on IP itself and so belong to no connection: one for each pair of hosts, with a uid of its own.
 *
 * <p>Remembers at most {@value #MAX_TUNNELS}; the one unused for longest goes first.
 */
final class IpTunnels {
    static final int MAX_TUNNELS = 100_000;
    /** Zeek's Tunnel::ip_tunnel_timeout. */
    private static final long TIMEOUT = TimeUnit.HOURS.toNanos(24);

    private final String sensor;

    /** In the order of their last use. */
    private final Map<FlowKey, Tunnel> tunnels = new LinkedHashMap<>(16, 0.75f, true);

    private final FlowKey probe = new FlowKey();

    private static final class Tunnel {
        private final String uid;
        private long used;

        Tunnel(String uid) {
            this.uid = uid;
        }
    }

    IpTunnels(String sensor) {
        this.sensor = sensor;
    }

    /** The uid of the tunnel that a packet belongs to, a new one if its hosts have none. */
    String uidOf(HeaderWalk packet, long time) {
        probe.set(0, packet.sourceHigh(), packet.sourceLow(), 0, packet.targetHigh(), packet.targetLow(), 0, false);
        Tunnel tunnel = tunnels.get(probe);
        if (tunnel == null || time - tunnel.used >= TIMEOUT) {
            tunnel = new Tunnel(Connection.uid(sensor, probe, time));
            tunnels.put(probe.copy(), tunnel);
            if (tunnels.size() > MAX_TUNNELS) {
                Iterator<Tunnel> oldest = tunnels.values().iterator();
                oldest.next();
                oldest.remove();
            }
        }
        tunnel.used = time;
        return tunnel.uid;
    }
}
