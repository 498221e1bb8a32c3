package io.brook.analysis.testing;

import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.engine.Analyses;
import io.brook.analysis.engine.AnalysisEngine;
import io.brook.analysis.file.extract.Extraction;
import io.brook.analysis.registry.Analyzers;
import io.brook.analysis.site.LocalNetworks;
import io.brook.analysis.site.WorkerLimits;
import io.brook.capture.source.Packet;
import io.brook.capture.source.TraceException;
import io.brook.capture.source.TraceReader;
import io.brook.schemas.testing.RealTrace;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Real conversations in every protocol, listened to in real traces. */
public final class Conversations {
    private static Map<String, List<Conversation>> captured;
    private static Map<String, List<Conversation>> conforming;

    private Conversations() {}

    /** Some conversations in one protocol: those of our captures, then those of the conformance traces where they are at hand. */
    public static List<Conversation> of(ProtocolAnalyzer analyzer) {
        List<Conversation> all = new ArrayList<>(ofCaptures(analyzer));
        all.addAll(ofConformanceTraces().getOrDefault(analyzer.name(), List.of()));
        return all;
    }

    /** Some conversations in one protocol that our captures hold. */
    public static synchronized List<Conversation> ofCaptures(ProtocolAnalyzer analyzer) {
        if (captured == null) {
            captured = listen(RealTrace.captures());
        }
        return captured.getOrDefault(analyzer.name(), List.of());
    }

    private static synchronized Map<String, List<Conversation>> ofConformanceTraces() {
        if (conforming == null) {
            conforming = listen(RealTrace.conformance());
        }
        return conforming;
    }

    private static Map<String, List<Conversation>> listen(List<RealTrace> traces) {
        List<ListeningAnalyzer> listeners =
                Analyzers.ALL.stream().map(ListeningAnalyzer::new).toList();
        for (RealTrace trace : traces) {
            try {
                read(trace.file(), List.copyOf(listeners));
            } catch (TraceException e) {
                // A trace that is cut or damaged says what it says up to there.
                continue;
            }
        }
        Map<String, List<Conversation>> heard = new HashMap<>();
        listeners.forEach(each -> heard.put(each.name(), each.heard()));
        return heard;
    }

    private static void read(Path trace, List<ProtocolAnalyzer> analyzers) throws TraceException {
        AnalysisEngine engine = new AnalysisEngine(
                "conversations",
                true,
                LocalNetworks.PRIVATE,
                WorkerLimits.ofHeap(),
                Extraction.NONE,
                new RecordingEmitter(),
                new Analyses(analyzers, type -> true),
                Map.of());
        try (TraceReader reader = TraceReader.open(trace)) {
            Packet packet = reader.packet();
            while (reader.next()) {
                Packets.analyze(engine, packet);
            }
            engine.end(packet.time());
        }
    }
}
