package io.brook.schemas.log;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.brook.schemas.packet.PacketBatchCodec;
import io.brook.schemas.record.AckCount;
import io.brook.schemas.record.AnalysisSwitch;
import io.brook.schemas.record.AskedName;
import io.brook.schemas.record.Block;
import io.brook.schemas.record.CaptureProgress;
import io.brook.schemas.record.DhcpMessage;
import io.brook.schemas.record.FailedAttempt;
import io.brook.schemas.record.Finding;
import io.brook.schemas.record.Hop;
import io.brook.schemas.record.LoginAttempt;
import io.brook.schemas.record.LoginHost;
import io.brook.schemas.record.LongName;
import io.brook.schemas.record.Notice;
import io.brook.schemas.record.OutboundConnection;
import io.brook.schemas.record.PacketRange;
import io.brook.schemas.record.PolicyVersion;
import io.brook.schemas.record.ProcessStatus;
import io.brook.schemas.record.Progress;
import io.brook.schemas.record.ReplayPlan;
import io.brook.schemas.record.Rhythm;
import io.brook.schemas.record.ShuntedFlow;
import io.brook.schemas.record.SignatureMatch;
import io.brook.schemas.record.SqlInjection;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.record.TapProgress;
import io.brook.schemas.record.TapSilence;
import io.brook.schemas.record.TlsServer;
import io.brook.schemas.testing.RealTrace;
import io.brook.schemas.topic.Topics;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** The schemas are the documentation: of the records for people, of the columns for the log writer. */
class SchemaDocsTest {
    private static final Set<String> ZEEK_TYPES =
            Set.of("addr", "bool", "count", "double", "enum", "int", "interval", "port", "string", "time");

    static Stream<Schema> topLevel() {
        return Stream.concat(
                Stream.of(
                        PacketBatchCodec.SCHEMA,
                        Progress.SCHEMA$,
                        Rhythm.SCHEMA$,
                        TapProgress.SCHEMA$,
                        CaptureProgress.SCHEMA$,
                        SubjectKey.SCHEMA$,
                        AnalysisSwitch.SCHEMA$,
                        Block.SCHEMA$,
                        PolicyVersion.SCHEMA$,
                        ShuntedFlow.SCHEMA$,
                        AckCount.SCHEMA$,
                        DhcpMessage.SCHEMA$,
                        FailedAttempt.SCHEMA$,
                        Finding.SCHEMA$,
                        Hop.SCHEMA$,
                        LoginAttempt.SCHEMA$,
                        LoginHost.SCHEMA$,
                        OutboundConnection.SCHEMA$,
                        LongName.SCHEMA$,
                        SignatureMatch.SCHEMA$,
                        AskedName.SCHEMA$,
                        TapSilence.SCHEMA$,
                        SqlInjection.SCHEMA$,
                        TlsServer.SCHEMA$,
                        Notice.SCHEMA$,
                        PacketRange.SCHEMA$,
                        ReplayPlan.SCHEMA$,
                        ProcessStatus.SCHEMA$),
                LogStream.ALL.stream().map(LogStream::schema));
    }

    /** Every record schema, those inside others too. */
    static Stream<Schema> records() {
        Map<String, Schema> records = new LinkedHashMap<>();
        topLevel().forEach(schema -> collect(schema, records));
        return records.values().stream();
    }

    private static void collect(Schema schema, Map<String, Schema> records) {
        switch (schema.getType()) {
            case RECORD -> {
                if (records.put(schema.getFullName(), schema) == null) {
                    schema.getFields().forEach(field -> collect(field.schema(), records));
                }
            }
            case UNION -> schema.getTypes().forEach(type -> collect(type, records));
            case ARRAY -> collect(schema.getElementType(), records);
            default -> {}
        }
    }

    static Stream<LogStream> streams() {
        return LogStream.ALL.stream();
    }

    @Test
    void noRecordOfTheCatalogueIsForgotten() {
        Set<String> documented = topLevel().map(Schema::getFullName).collect(Collectors.toSet());
        Set<String> inTopics =
                Topics.all().stream().flatMap(topic -> topic.values().stream()).collect(Collectors.toSet());
        assertThat(documented).containsAll(inTopics);
    }

    @ParameterizedTest
    @MethodSource("records")
    void everyRecordAndEveryFieldHasASentence(Schema record) {
        assertThat(record.getDoc()).as(record.getFullName()).matches("(?s)[A-Z].*\\.");
        for (Schema.Field field : record.getFields()) {
            assertThat(field.doc()).as(record.getName() + '.' + field.name()).matches("(?s)[A-Z].*\\.");
        }
    }

    @Test
    void whatIsReportedBeginsWithItsMetaToo() {
        Set<String> reported = Stream.of(Topics.OBSERVATIONS, Topics.EVIDENCE)
                .flatMap(topic -> topic.values().stream())
                .collect(Collectors.toSet());
        reported.remove(Progress.SCHEMA$.getFullName());
        reported.remove(Rhythm.SCHEMA$.getFullName());
        assertThat(topLevel().filter(schema -> reported.contains(schema.getFullName())))
                .hasSameSizeAs(reported)
                .allSatisfy(
                        schema -> assertThat(schema.getFields().get(0).schema()).isEqualTo(LogMeta.SCHEMA$));
    }

    @ParameterizedTest
    @MethodSource("streams")
    void aLogRecordBeginsWithItsMeta(LogStream stream) {
        assertThat(stream.schema().getProp("zeek.path")).isEqualTo(stream.path());
        assertThat(stream.schema().getProp("zeek.stream")).matches("\\w+(::\\w+)+");
        Schema.Field meta = stream.schema().getFields().get(0);
        assertThat(meta.name()).isEqualTo("meta");
        assertThat(meta.schema()).isEqualTo(LogMeta.SCHEMA$);
    }

    @ParameterizedTest
    @MethodSource("streams")
    void everyColumnHasZeeksNameAndAKnownTypeThatItsAvroTypeCanHold(LogStream stream) {
        List<String> wrong = new ArrayList<>();
        checkColumns(stream.schema(), wrong);
        assertThat(wrong).isEmpty();
    }

    private static void checkColumns(Schema schema, List<String> wrong) {
        for (Schema.Field field : schema.getFields()) {
            String name = schema.getName() + '.' + field.name();
            Schema type = withoutNull(field.schema());
            String zeek = field.getProp("zeek.type");
            if (field.name().equals("meta")) {
                continue;
            }
            if (field.getProp("zeek.name") == null) {
                wrong.add(name + " has no zeek.name");
            }
            if (type.getType() == Schema.Type.RECORD) {
                checkColumns(type, wrong);
            } else if (zeek == null || !holds(type, zeek)) {
                wrong.add(name + " of type " + type + " has zeek.type " + zeek);
            }
        }
    }

    private static Schema withoutNull(Schema schema) {
        return schema.isUnion() ? schema.getTypes().get(1) : schema;
    }

    private static boolean holds(Schema type, String zeek) {
        if (zeek.startsWith("set[") || zeek.startsWith("vector[")) {
            String item = zeek.substring(zeek.indexOf('[') + 1, zeek.length() - 1);
            return type.getType() == Schema.Type.ARRAY && holds(type.getElementType(), item);
        }
        Set<Schema.Type> fitting =
                switch (zeek) {
                    case "addr", "enum", "string" -> Set.of(Schema.Type.STRING);
                    case "bool" -> Set.of(Schema.Type.BOOLEAN);
                    case "count", "int" -> Set.of(Schema.Type.INT, Schema.Type.LONG);
                    case "double" -> Set.of(Schema.Type.DOUBLE);
                    case "interval", "time" -> Set.of(Schema.Type.LONG);
                    case "port" -> Set.of(Schema.Type.INT);
                    default -> Set.of();
                };
        assertThat(ZEEK_TYPES.contains(zeek)).isEqualTo(!fitting.isEmpty());
        return fitting.contains(type.getType());
    }

    @ParameterizedTest
    @MethodSource("streams")
    void theColumnsAreZeeks(LogStream stream) throws IOException {
        // Zeek's own log, or one of ours that was compared with Zeek's.
        Optional<Path> log = Stream.concat(RealTrace.conformance().stream(), RealTrace.captures().stream())
                .filter(trace -> trace.hasLog(stream.path()))
                .map(trace -> trace.log(stream.path()))
                .findFirst();
        assumeTrue(log.isPresent(), () -> "there is no " + stream.path() + ".log of any trace");
        List<String> lines = Files.readAllLines(log.get());
        List<String> names = new ArrayList<>();
        List<String> types = new ArrayList<>();
        columns(stream.schema(), "", names, types);
        assertThat(names).isEqualTo(header(lines, "#fields"));
        assertThat(types).isEqualTo(header(lines, "#types"));
    }

    /** Those that Zeek writes unless it is asked for more. */
    private static void columns(Schema schema, String prefix, List<String> names, List<String> types) {
        for (Schema.Field field : schema.getFields()) {
            if (field.getProp("zeek.extra") != null) {
                continue;
            }
            Schema type = withoutNull(field.schema());
            if (field.name().equals("meta")) {
                continue;
            }
            String name = prefix + field.getProp("zeek.name");
            if (type.getType() == Schema.Type.RECORD) {
                columns(type, name + '.', names, types);
            } else {
                names.add(name);
                types.add(field.getProp("zeek.type"));
            }
        }
    }

    private static List<String> header(List<String> lines, String tag) {
        String line = lines.stream()
                .filter(each -> each.startsWith(tag + '\t'))
                .findFirst()
                .orElseThrow();
        return List.of(line.substring(tag.length() + 1).split("\t"));
    }
}
