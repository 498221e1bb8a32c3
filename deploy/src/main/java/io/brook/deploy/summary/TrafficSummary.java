package io.brook.deploy.summary;

import io.brook.analysis.site.LocalNetworks;
import io.brook.deploy.cluster.RunException;
import io.brook.deploy.diff.Line;
import io.brook.deploy.diff.LogLines;
import io.brook.schemas.flow.IpAddress;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;

/** Sums up lines of conn.log as they come, within bounded memory, as trace-summary does. */
public final class TrafficSummary {
    private static final int SHOWN = 10;

    private final LocalNetworks local;
    private final Breakdown total = new Breakdown("Total");
    private final Breakdown incoming = new Breakdown("Incoming");
    private final Breakdown outgoing = new Breakdown("Outgoing");
    private final List<String> strangers = new ArrayList<>();
    private long foreign;
    private long unreadable;

    /** @param local the site's networks, to tell incoming from outgoing; null to leave that out */
    public TrafficSummary(LocalNetworks local) {
        this.local = local;
    }

    /**
     * Adds all lines of a conn.log. Lines that cannot be read are left out, and counted.
     *
     * @throws RunException when the log cannot be read on
     */
    public void add(LogLines lines) throws RunException {
        List<String> columns = lines.columns();
        for (String text = lines.next(); text != null; text = lines.next()) {
            try {
                add(Connection.of(new Line(text, columns).values()));
            } catch (IllegalArgumentException | UncheckedIOException e) {
                unreadable++;
            }
        }
    }

    private void add(Connection connection) {
        boolean leaves = isLocal(connection.originator());
        boolean enters = !leaves && isLocal(connection.responder());
        total.add(connection);
        if (leaves) {
            outgoing.add(connection);
        } else if (enters) {
            incoming.add(connection);
        } else if (local != null) {
            foreign++;
            String pair = connection.originator() + " <-> " + connection.responder();
            if (strangers.size() < SHOWN && !strangers.contains(pair)) {
                strangers.add(pair);
            }
        }
    }

    private boolean isLocal(String address) {
        IpAddress parsed = IpAddress.parse(address);
        return local != null && local.contains(parsed.high(), parsed.low());
    }

    /** What there is to report: all connections, and then those of each direction. */
    List<Breakdown> breakdowns() {
        return local == null ? List.of(total) : List.of(total, incoming, outgoing);
    }

    /** Connections between addresses that are not local, neither of them. */
    long foreign() {
        return foreign;
    }

    /** The first of these, without repetitions. */
    List<String> strangers() {
        return strangers;
    }

    /** Lines that were no connections. */
    long unreadable() {
        return unreadable;
    }
}
