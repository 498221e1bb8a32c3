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
import io.brook.schemas.testing.SharedMaterial;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Real conversations in every protocol, listened to in the conformance traces: none on a machine that has no such traces. */
public final class Conversations {
    private static Map<String, List<Conversation>> all;

    private Conversations() {}

    /** Some conversations in one protocol. The test is skipped when there are no traces. */
    public static synchronized List<Conversation> of(ProtocolAnalyzer analyzer) {
        if (all == null) {
            all = listen(SharedMaterial.folder("conformance/traces"));
        }
        return all.getOrDefault(analyzer.name(), List.of());
    }

    private static Map<String, List<Conversation>> listen(Path traces) {
        List<ListeningAnalyzer> listeners =
                Analyzers.ALL.stream().map(ListeningAnalyzer::new).toList();
        for (Path trace : SharedMaterial.list(traces)) {
            try {
                read(trace, List.copyOf(listeners));
            } catch (TraceException e) {
                // A trace that is cut or damaged says what it says up to there.
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
                engine.packet(
                        packet.linkType(),
                        packet.buffer(),
                        packet.offset(),
                        packet.capturedLength(),
                        packet.originalLength(),
                        packet.time());
            }
            engine.end(packet.time());
        }
    }
}
