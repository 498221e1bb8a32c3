package io.brook.analysis.testing;

import io.brook.analysis.engine.AnalysisEngine;
import io.brook.capture.source.Packet;

/** Packets of traces for engines that no topic feeds. */
public final class Packets {
    private Packets() {}

    /** Analyses a packet. */
    public static void analyze(AnalysisEngine engine, Packet packet) {
        engine.packet(
                packet.linkType(),
                packet.buffer(),
                packet.offset(),
                packet.capturedLength(),
                packet.originalLength(),
                packet.time());
    }
}
