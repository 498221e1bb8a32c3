package io.brook.analysis.hostile;

import io.brook.analysis.engine.AnalysisEngine;
import io.brook.analysis.site.LocalNetworks;
import io.brook.analysis.site.WorkerLimits;
import io.brook.analysis.testing.Packets;
import io.brook.capture.source.Packet;
import io.brook.capture.source.TraceException;
import io.brook.capture.source.TraceReader;
import java.nio.file.Path;
import java.util.Locale;

/**
 * How fast an engine alone is: reads a trace several times, each time with a new engine, and prints the processor time of the
 * whole and, beside it, of reading without an engine.
 *
 * <pre>
 *   java -Xmx2g -cp ... io.brook.analysis.hostile.EngineSpeed ROUNDS TRACE...
 * </pre>
 */
public final class EngineSpeed {
    private EngineSpeed() {}

    public static void main(String[] args) throws TraceException {
        int rounds = Integer.parseInt(args[0]);
        for (int i = 1; i < args.length; i++) {
            for (int round = 1; round <= rounds; round++) {
                measure(Path.of(args[i]), round);
            }
        }
    }

    private static void measure(Path trace, int round) throws TraceException {
        long began = Cpu.nanos();
        long packets = read(trace, null);
        long reading = Cpu.nanos() - began;
        CountingEmitter out = new CountingEmitter();
        began = Cpu.nanos();
        read(
                trace,
                new AnalysisEngine(
                        trace.getFileName().toString(), true, LocalNetworks.PRIVATE, WorkerLimits.ofHeap(), out));
        long engine = Cpu.nanos() - began - reading;
        System.out.printf(
                Locale.ROOT,
                "%s round %d: %d packets, %d connections; reading %.2f s, engine %.2f s: %.0f packets/s, %.0f ns each%n",
                trace.getFileName(),
                round,
                packets,
                out.connections(),
                reading / 1e9,
                engine / 1e9,
                packets * 1e9 / engine,
                (double) engine / packets);
    }

    /** @param engine gets the packets, or null */
    private static long read(Path trace, AnalysisEngine engine) throws TraceException {
        try (TraceReader reader = TraceReader.open(trace)) {
            Packet packet = reader.packet();
            while (reader.next()) {
                if (engine != null) {
                    Packets.analyze(engine, packet);
                }
            }
            if (engine != null) {
                engine.end(packet.time());
            }
            return reader.packets();
        }
    }
}
