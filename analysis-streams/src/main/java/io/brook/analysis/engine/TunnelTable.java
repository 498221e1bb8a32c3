package io.brook.analysis.engine;

import io.brook.analysis.emit.Emitter;
import io.brook.analysis.flow.Connection;
import io.brook.analysis.layer.tunnel.TunnelType;
import io.brook.analysis.record.ConnRecords;
import io.brook.schemas.flow.FlowKey;
import io.brook.schemas.flow.HeaderWalk;
import io.brook.schemas.flow.IpAddress;
import io.brook.schemas.log.ConnId;
import io.brook.schemas.log.LogMeta;
import io.brook.schemas.log.TunnelLog;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/**
 * The tunnels of one sensor, and their lines in tunnel.log. Tunnels that run on IP itself belong to a pair of hosts and have a
 * uid of their own; the others have that of their connection.
 *
 * <p>Remembers at most {@value #MAX_TUNNELS}; the one unused for longest goes first.
 */
final class TunnelTable {
    static final int MAX_TUNNELS = 100_000;
    /** Zeek's Tunnel::ip_tunnel_timeout: after so long two hosts' tunnel is a new one. */
    private static final long IDLE = TimeUnit.HOURS.toNanos(24);
    /** Zeek's Tunnel::expiration_interval: after so long without a new connection inside, a tunnel is said to have expired. */
    private static final long EXPIRY = TimeUnit.HOURS.toNanos(1);

    private final String sensor;
    private final Emitter out;

    /** In the order of their last packet. */
    private final Map<Object, Entry> tunnels = new LinkedHashMap<>();

    /** The active ones of them, in the order of their last use. */
    private final Set<Tunnel> active = new LinkedHashSet<>();

    private final FlowKey probe = new FlowKey();

    private static final class Entry {
        private final Object key;
        private final Tunnel tunnel;
        private long lastPacket;

        Entry(Object key, Tunnel tunnel) {
            this.key = key;
            this.tunnel = tunnel;
        }
    }

    TunnelTable(String sensor, Emitter out) {
        this.sensor = sensor;
        this.out = out;
    }

    /** The tunnel between the hosts of a packet. */
    Tunnel ofHosts(TunnelType type, HeaderWalk packet, long time) {
        probe.set(0, packet.sourceHigh(), packet.sourceLow(), 0, packet.targetHigh(), packet.targetLow(), 0, false);
        Entry entry = tunnels.get(probe);
        if (entry == null || time - entry.lastPacket >= IDLE) {
            FlowKey key = probe.copy();
            ConnId endpoints = new ConnId(
                    IpAddress.format(packet.sourceHigh(), packet.sourceLow()),
                    0,
                    IpAddress.format(packet.targetHigh(), packet.targetLow()),
                    0);
            entry = add(key, new Tunnel(Connection.uid(sensor, key, time), type, endpoints));
        }
        return seen(entry, time);
    }

    private Tunnel seen(Entry entry, long time) {
        entry.lastPacket = time;
        tunnels.remove(entry.key);
        tunnels.put(entry.key, entry);
        return entry.tunnel;
    }

    /** The tunnel that a connection is. */
    Tunnel ofConnection(TunnelType type, Connection connection, long time) {
        String uid = connection.uid(sensor);
        Entry entry = tunnels.get(uid);
        if (entry == null) {
            entry = add(uid, new Tunnel(uid, type, ConnRecords.idOf(connection)));
        }
        return seen(entry, time);
    }

    /** The tunnel that a client's requests to a proxy are; it has no uid, because many connections are it. */
    Tunnel ofProxy(TunnelType type, ConnId endpoints, long time) {
        String key = type + " " + endpoints;
        Entry entry = tunnels.get(key);
        if (entry == null) {
            entry = add(key, new Tunnel(null, type, endpoints));
        }
        return seen(entry, time);
    }

    private Entry add(Object key, Tunnel tunnel) {
        Entry entry = new Entry(key, tunnel);
        tunnels.put(key, entry);
        if (tunnels.size() > MAX_TUNNELS) {
            Iterator<Entry> oldest = tunnels.values().iterator();
            active.remove(oldest.next().tunnel);
            oldest.remove();
        }
        return entry;
    }

    /** A connection has begun in a tunnel, or moved into it. */
    void used(Tunnel tunnel, long time) {
        expire(tunnel, time);
        if (!active.contains(tunnel)) {
            log(tunnel, "Tunnel::DISCOVER", time);
        }
        tunnel.use(time);
        active.remove(tunnel);
        active.add(tunnel);
    }

    /** A connection is over, and with it the tunnel that it may have been. */
    void closed(Connection connection, long time) {
        Entry entry = tunnels.isEmpty() ? null : tunnels.remove(connection.uid(sensor));
        if (entry != null) {
            expire(entry.tunnel, time);
            if (active.remove(entry.tunnel)) {
                // Zeek writes it when the next packet comes, whosever that is: of that only detection hears.
                TunnelLog line = line(entry.tunnel, "Tunnel::CLOSE", time);
                out.report(line.getUid(), line);
            }
        }
    }

    /** Says of the tunnels that have gone unused for too long at this time that they have expired. */
    void expire(long time) {
        Iterator<Tunnel> longestUnused = active.iterator();
        while (longestUnused.hasNext()) {
            Tunnel tunnel = longestUnused.next();
            if (time - tunnel.used() < EXPIRY) {
                return;
            }
            longestUnused.remove();
            logExpired(tunnel);
        }
    }

    private void expire(Tunnel tunnel, long time) {
        if (time - tunnel.used() >= EXPIRY && active.remove(tunnel)) {
            logExpired(tunnel);
        }
    }

    private void logExpired(Tunnel tunnel) {
        log(tunnel, "Tunnel::EXPIRE", tunnel.used() + EXPIRY);
    }

    private void log(Tunnel tunnel, String action, long time) {
        out.log(line(tunnel, action, time));
    }

    private TunnelLog line(Tunnel tunnel, String action, long time) {
        return new TunnelLog(
                new LogMeta(sensor, time),
                time,
                tunnel.uid(),
                tunnel.endpoints(),
                tunnel.type().zeekName(),
                action);
    }
}
