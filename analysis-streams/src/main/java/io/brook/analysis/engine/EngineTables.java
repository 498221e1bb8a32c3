package io.brook.analysis.engine;

import io.brook.analysis.emit.Emitter;
import io.brook.analysis.file.FileTable;
import io.brook.analysis.file.extract.Extraction;
import io.brook.analysis.layer.FragmentTable;
import io.brook.analysis.registry.FileAnalyzers;

/** What an engine holds beside its connections. Saved as a whole: none of it is large unless somebody attacks. */
final class EngineTables {
    private final FragmentTable fragments = new FragmentTable();
    private final WeirdSampler weirdSampler = new WeirdSampler();
    private final ExpectedConnections expected = new ExpectedConnections();
    private final TunnelTable tunnels;

    private final FileTable files;

    /** @param maxFileBytes how many bytes of files may wait to be put in order */
    EngineTables(String sensor, Extraction extraction, long maxFileBytes, Emitter out) {
        tunnels = new TunnelTable(sensor, out);
        files = new FileTable(sensor, FileAnalyzers.ALL, extraction, maxFileBytes, out);
    }

    FileTable files() {
        return files;
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
