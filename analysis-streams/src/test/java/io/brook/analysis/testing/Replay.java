package io.brook.analysis.testing;

import io.brook.analysis.engine.AnalysisEngine;
import io.brook.analysis.site.LocalNetworks;
import io.brook.analysis.site.WorkerLimits;
import io.brook.capture.source.Packet;
import io.brook.capture.source.TraceReader;
import io.brook.schemas.testing.SharedMaterial;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.avro.specific.SpecificRecord;

/** Real traces, what an engine logs of them, and what Zeek does: without times, identifiers and addresses. */
public final class Replay {
    /** In Zeek's lines: the time, the identifier, four columns of endpoints. */
    private static final int FIRST_COLUMN = 6;

    /** In records: the part that is no column, the time, the identifier, the endpoints. */
    private static final int FIRST_FIELD = 4;

    private Replay() {}

    /** The traces whose name begins so, of which Zeek has written this log; the test is skipped when they are not there. */
    public static Stream<Path> traces(String name, String log) {
        return SharedMaterial.list(SharedMaterial.folder("conformance/traces")).stream()
                .filter(trace -> trace.getFileName().toString().startsWith(name))
                .filter(trace -> Files.exists(expectedLog(trace, log)));
    }

    private static Path expectedLog(Path trace, String log) {
        return SharedMaterial.folder("conformance/expected")
                .resolve(trace.getFileName())
                .resolve(log + ".log");
    }

    /** Zeek's lines of a log, with tabs between the columns. */
    public static List<String> expected(Path trace, String log) throws Exception {
        return Files.readAllLines(expectedLog(trace, log), StandardCharsets.ISO_8859_1).stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line.replace("\\\\", "\\").split("\t"))
                .map(columns -> String.join("\t", Arrays.copyOfRange(columns, FIRST_COLUMN, columns.length)))
                .toList();
    }

    /** An engine's lines of a log, in the same form. */
    public static List<String> found(Path trace, Class<? extends SpecificRecord> log) throws Exception {
        return run(trace).lines(log).stream().map(Replay::text).toList();
    }

    /** All that an engine says of a trace. */
    public static RecordingEmitter run(Path trace) throws Exception {
        RecordingEmitter out = new RecordingEmitter();
        AnalysisEngine engine = new AnalysisEngine("s", true, LocalNetworks.PRIVATE, WorkerLimits.ofHeap(), out);
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
