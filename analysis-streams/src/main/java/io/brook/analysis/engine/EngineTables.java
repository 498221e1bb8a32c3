package io.brook.analysis.engine;

import io.brook.analysis.analyzer.SharedState;
import io.brook.analysis.emit.Emitter;
import io.brook.analysis.layer.FragmentTable;
import io.brook.analysis.record.WeirdSampler;
import java.util.SortedMap;
import java.util.TreeMap;

/** What an engine holds besides its connections. It is saved as a whole, since it is small except under attack. */
final class EngineTables {
    private final FragmentTable fragments = new FragmentTable();
    private final WeirdSampler weirdSampler = new WeirdSampler();
    private final ExpectedConnections expected = new ExpectedConnections();
    private final TunnelTable tunnels;
    private Acknowledgments acknowledgments = new Acknowledgments();
    private ReportedRoutes routes = new ReportedRoutes();
    private ReportedProtocols unknownProtocols = new ReportedProtocols();

    /** Up to which time all has been said. */
    private long settled = Long.MIN_VALUE;

    /** What connections hold together, by its number; filled in only while this is saved. */
    private final SortedMap<Long, SharedState> shared = new TreeMap<>();

    EngineTables(String sensor, Emitter out) {
        tunnels = new TunnelTable(sensor, out);
    }

    SortedMap<Long, SharedState> shared() {
        return shared;
    }

    long settled() {
        return settled;
    }

    void settle(long time) {
        settled = Math.max(settled, time);
    }

    Acknowledgments acknowledgments() {
        if (acknowledgments == null) {
            // Another version has saved these tables, which did not count them.
            acknowledgments = new Acknowledgments();
        }
        return acknowledgments;
    }

    ReportedRoutes routes() {
        if (routes == null) {
            // Another version has saved these tables, which did not report any.
            routes = new ReportedRoutes();
        }
        return routes;
    }

    ReportedProtocols unknownProtocols() {
        if (unknownProtocols == null) {
            // Another version has saved these tables, which did not report any.
            unknownProtocols = new ReportedProtocols();
        }
        return unknownProtocols;
    }

    FragmentTable fragments() {
        return fragments;
    }

    WeirdSampler weirdSampler() {
        return weirdSampler;
    }

    ExpectedConnections expected() {
        return expected;
    }

    TunnelTable tunnels() {
        return tunnels;
    }
}
