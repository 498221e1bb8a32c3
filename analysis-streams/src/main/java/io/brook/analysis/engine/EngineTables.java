package io.brook.analysis.engine;

import io.brook.analysis.emit.Emitter;
import io.brook.analysis.layer.FragmentTable;

/** What an engine holds beside its connections. Saved as a whole: none of it is large unless somebody attacks. */
final class EngineTables {
    private final FragmentTable fragments = new FragmentTable();
    private final WeirdSampler weirdSampler = new WeirdSampler();
    private final ExpectedConnections expected = new ExpectedConnections();
    private final TunnelTable tunnels;

    EngineTables(String sensor, Emitter out) {
        tunnels = new TunnelTable(sensor, out);
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
