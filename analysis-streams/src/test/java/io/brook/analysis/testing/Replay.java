package io.brook.analysis.testing;

import io.brook.analysis.engine.Analyses;
import io.brook.analysis.engine.AnalysisEngine;
import io.brook.analysis.file.extract.Extraction;
import io.brook.analysis.site.LocalNetworks;
import io.brook.analysis.site.WorkerLimits;
import io.brook.capture.source.Packet;
import io.brook.capture.source.TraceReader;
import io.brook.schemas.testing.RealTrace;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/** Real traces, what an engine logs of them, and what it shall: without times, identifiers and addresses. */
public final class Replay {
    /** In the lines of files: the time, the identifier, four columns of endpoints. */
    private static final int FIRST_COLUMN = 6;

    /** In records: the part that is no column, the time, the identifier, the endpoints. */
    private static final int FIRST_FIELD = 4;

    private Replay() {}

    /** The traces of a protocol of which there is such a log to compare with. */
    public static Stream<RealTrace> traces(String protocol, String log) {
        return RealTrace.all().stream()
                .filter(trace -> trace.protocol().equals(protocol))
                .filter(trace -> trace.hasLog(log));
    }

    /** The lines of a log that are expected, with tabs between the columns. */
    public static List<String> expected(RealTrace trace, String log) {
        return trace.rows(log).stream()
                .map(line -> line.replace("\\\\", "\\").split("\t"))
                .map(columns -> String.join("\t", Arrays.copyOfRange(columns, FIRST_COLUMN, columns.length)))
                .toList();
    }

    /** An engine's lines of a log, in the same form. */
    public static List<String> found(RealTrace trace, Class<? extends SpecificRecord> log) throws Exception {
        return run(trace).lines(log).stream().map(Replay::text).toList();
    }

    /** All that an engine says of a trace. */
    public static RecordingEmitter run(RealTrace trace) throws Exception {
        return run(trace, Analyses.ALL);
    }

    /** All that an engine with these analyzers says of a trace. */
    public static RecordingEmitter run(RealTrace trace, Analyses analyses) throws Exception {
        return run(trace, analyses, engine -> {});
    }

    /** All that an engine says of a trace, when something else than usual is asked of it. */
    public static RecordingEmitter run(RealTrace trace, Analyses analyses, Consumer<AnalysisEngine> ask)
            throws Exception {
        RecordingEmitter out = new RecordingEmitter();
        AnalysisEngine engine = new AnalysisEngine(
                "s",
                trace.ignoresChecksums(),
                LocalNetworks.PRIVATE,
                WorkerLimits.ofHeap(),
                Extraction.NONE,
                out,
                analyses,
                Map.of());
        ask.accept(engine);
        try (TraceReader reader = TraceReader.open(trace.file())) {
            Packet packet = reader.packet();
            while (reader.next()) {
                Packets.analyze(engine, packet);
            }
            engine.end(packet.time());
        }
        return out;
    }

    private static String text(SpecificRecord line) {
        return IntStream.range(FIRST_FIELD, line.getSchema().getFields().size())
                .mapToObj(field -> text(line.get(field)))
                .collect(Collectors.joining("\t"));
    }

    private static String text(Object value) {
        if (value == null) {
            return "-";
        }
        if (value instanceof Boolean truth) {
            return truth ? "T" : "F";
        }
        if (value instanceof List<?> list) {
            return list.stream().map(Replay::text).collect(Collectors.joining(","));
        }
        return value.equals("") ? "(empty)" : value.toString();
    }
}
