package io.brook.schemas.serde;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.sun.management.ThreadMXBean;
import io.brook.schemas.log.ConnLog;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.packet.PacketBatch;
import io.brook.schemas.packet.PacketBatchCodec;
import io.brook.schemas.record.AnalysisSwitch;
import io.brook.schemas.record.Block;
import io.brook.schemas.record.CaptureProgress;
import io.brook.schemas.record.DhcpMessage;
import io.brook.schemas.record.FailedAttempt;
import io.brook.schemas.record.Notice;
import io.brook.schemas.record.PolicyVersion;
import io.brook.schemas.record.Progress;
import io.brook.schemas.record.Rhythm;
import io.brook.schemas.record.SubjectKey;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecordSerdeTest {
    private static final RecordSerde<Object> ANY = RecordSerde.of(Object.class);
    private static final RecordSerde<SpecificRecord> RECORDS = RecordSerde.of(SpecificRecord.class);

    static Stream<Class<? extends SpecificRecord>> types() {
        return Stream.concat(
                Stream.of(
                        Progress.class,
                        Rhythm.class,
                        CaptureProgress.class,
                        SubjectKey.class,
                        AnalysisSwitch.class,
                        Block.class,
                        PolicyVersion.class,
                        DhcpMessage.class,
                        FailedAttempt.class,
                        Notice.class),
                LogStream.ALL.stream().map(LogStream::type));
    }

    @ParameterizedTest
    @MethodSource("types")
    void readsWhatItWroteWithAllFieldsSetAndWithNone(Class<? extends SpecificRecord> type) {
        Random random = new Random(type.getName().hashCode());
        for (boolean full : new boolean[] {true, false}) {
            SpecificRecord record = record(SpecificData.get().getSchema(type), full, random);
            byte[] bytes = RECORDS.serializer().serialize("t", record);
            assertThat(RECORDS.deserializer().deserialize("t", bytes))
                    .isEqualTo(record)
                    .isNotSameAs(record);
            assertThat(RecordSerde.of(type).deserializer().deserialize("t", bytes))
                    .isEqualTo(record);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void writesAvroSingleObjectEncoding(Class<? extends SpecificRecord> type) {
        Schema schema = SpecificData.get().getSchema(type);
        byte[] bytes = RECORDS.serializer().serialize("t", record(schema, true, new Random(1)));
        assertThat(bytes).startsWith(0xc3, 0x01);
        long fingerprint = 0;
        for (int i = 9; i >= 2; i--) {
            fingerprint = fingerprint << 8 | bytes[i] & 0xff;
        }
        assertThat(fingerprint).isEqualTo(SchemaNormalization.parsingFingerprint64(schema));
    }

    @Test
    void aRecordThatCannotBeWrittenDoesNotSpoilTheNext() {
        SpecificRecord whole = record(SubjectKey.SCHEMA$, true, new Random(1));
        assertThatThrownBy(() -> RECORDS.serializer().serialize("t", new Notice()))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("cannot encode");
        byte[] bytes = RECORDS.serializer().serialize("t", whole);
        assertThat(RECORDS.deserializer().deserialize("t", bytes)).isEqualTo(whole);
    }

    @Test
    void carriesPacketBatches() {
        PacketBatch batch = batch();
        byte[] bytes = RecordSerde.of(PacketBatch.class).serializer().serialize("t", batch);
        assertThat(bytes).startsWith(0xc3, 0x01);
        PacketBatch read = (PacketBatch) ANY.deserializer().deserialize("t", bytes);
        assertThat(read.sensor()).isEqualTo("s");
        assertThat(read.time(1)).isEqualTo(11);
        assertThat(read.originalLength(1)).isEqualTo(5);
        assertThat(Arrays.copyOf(read.data(), read.dataLength())).containsExactly(1, 2, 3);
    }

    @Test
    void readsPacketBatchesOfFormerSchemas() {
        byte[] bytes = RecordSerde.of(PacketBatch.class).serializer().serialize("t", batch());
        // They lack the last field, and the column before it; here both are empty, and a byte each.
        List<Schema> schemas = List.of(PacketBatchCodec.SECOND_SCHEMA, PacketBatchCodec.FIRST_SCHEMA);
        for (int lacking = 1; lacking <= schemas.size(); lacking++) {
            byte[] former = Arrays.copyOf(bytes, bytes.length - lacking);
            long fingerprint = SchemaNormalization.parsingFingerprint64(schemas.get(lacking - 1));
            ByteBuffer.wrap(former).order(ByteOrder.LITTLE_ENDIAN).putLong(2, fingerprint);
            PacketBatch read = (PacketBatch) ANY.deserializer().deserialize("t", former);
            assertThat(read.originalLength(1)).isEqualTo(5);
            assertThat(read.isTrimmed()).isFalse();
            assertThat(read.pass()).isZero();
        }
    }

    @Test
    void nullIsNull() {
        assertThat(ANY.serializer().serialize("t", null)).isNull();
        assertThat(ANY.deserializer().deserialize("t", null)).isNull();
    }

    @Test
    void refusesToWriteWhatIsNoRecordOfTheCatalogue() {
        assertThatThrownBy(() -> ANY.serializer().serialize("topic-name", "text"))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("topic-name")
                .hasMessageContaining("java.lang.String");
    }

    @Test
    void refusesToWriteARecordThatLacksAField() {
        assertThatThrownBy(() -> RECORDS.serializer().serialize("topic-name", new SubjectKey(null, "host")))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("topic-name");
    }

    @Test
    void namesTheFingerprintOfAnUnknownSchema() {
        byte[] bytes = RECORDS.serializer().serialize("t", new SubjectKey("a", "b"));
        Arrays.fill(bytes, 2, 10, (byte) 0x11);
        assertThatThrownBy(() -> RECORDS.deserializer().deserialize("topic-name", bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("topic-name")
                .hasMessageContaining("1111111111111111");
    }

    @Test
    void refusesARecordOfAnotherKindThanTheTopicHolds() {
        byte[] bytes = RECORDS.serializer().serialize("t", new SubjectKey("a", "b"));
        assertThatThrownBy(() -> RecordSerde.of(Progress.class).deserializer().deserialize("topic-name", bytes))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("topic-name");
    }

    @Test
    void refusesWhatIsNotInSingleObjectEncoding() {
        for (byte[] bytes : List.of(new byte[0], new byte[9], new byte[40], new byte[] {(byte) 0xc3})) {
            assertThatThrownBy(() -> ANY.deserializer().deserialize("topic-name", bytes))
                    .isInstanceOf(SerializationException.class)
                    .hasMessageContaining("topic-name")
                    .hasMessageContaining("single-object");
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void refusesCutRecords(Class<? extends SpecificRecord> type) {
        byte[] bytes =
                RECORDS.serializer().serialize("t", record(SpecificData.get().getSchema(type), true, new Random(2)));
        for (int length = 0; length < bytes.length; length++) {
            byte[] cut = Arrays.copyOf(bytes, length);
            assertThatThrownBy(() -> RECORDS.deserializer().deserialize("t", cut))
                    .isInstanceOf(SerializationException.class);
        }
    }

    @ParameterizedTest
    @MethodSource("types")
    void damagedRecordsAreRefusedWithASerializationExceptionOrAreRecords(Class<? extends SpecificRecord> type) {
        Random random = new Random(3);
        byte[] good =
                RECORDS.serializer().serialize("t", record(SpecificData.get().getSchema(type), true, random));
        int refused = 0;
        for (int round = 0; round < 3000; round++) {
            byte[] bytes = good.clone();
            for (int flips = random.nextInt(3); flips >= 0; flips--) {
                bytes[10 + random.nextInt(bytes.length - 10)] = (byte) random.nextInt();
            }
            try {
                assertThat(RECORDS.deserializer().deserialize("t", bytes)).isInstanceOf(type);
            } catch (SerializationException e) {
                refused++;
            }
        }
        assertThat(refused).isPositive();
    }

    @Test
    void refusesAbsurdLengthsWithoutAllocatingThem() throws IOException {
        for (long length : new long[] {2_147_483_000, Long.MAX_VALUE, -1, Long.MIN_VALUE}) {
            refuseCheaply(cutAt(new SubjectKey("", ""), 1, length));
        }
    }

    @Test
    void refusesSetsOfAbsurdSizeWithoutAllocatingThem() throws IOException {
        ConnLog line = (ConnLog) record(ConnLog.SCHEMA$, false, new Random(1));
        line.setTunnelParents(List.of());
        byte[] bytes = RECORDS.serializer().serialize("t", line);
        // The set's union branch and count come before the last field, one byte each.
        for (long count : new long[] {10_000_000, 2_147_483_000, 300_000_000, Long.MAX_VALUE, Long.MIN_VALUE}) {
            refuseCheaply(withNumberAt(bytes, bytes.length - 2, count));
        }
    }

    private static byte[] cutAt(SpecificRecord record, int fromTheEnd, long number) throws IOException {
        byte[] bytes = RECORDS.serializer().serialize("t", record);
        return withNumberAt(bytes, bytes.length - fromTheEnd, number);
    }

    private static byte[] withNumberAt(byte[] bytes, int at, long number) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(bytes, 0, at);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        encoder.writeLong(number);
        return out.toByteArray();
    }

    private static void refuseCheaply(byte[] record) {
        var thread = (ThreadMXBean) ManagementFactory.getThreadMXBean();
        RuntimeException thrown = null;
        long allocated = 0;
        // The first time it also loads Avro's classes.
        for (int time = 0; time < 2; time++) {
            long before = thread.getCurrentThreadAllocatedBytes();
            try {
                ANY.deserializer().deserialize("t", record);
            } catch (RuntimeException e) {
                thrown = e;
            }
            allocated = thread.getCurrentThreadAllocatedBytes() - before;
        }
        assertThat(thrown).isInstanceOf(SerializationException.class);
        assertThat(allocated).isLessThan(1 << 20);
    }

    /** A record of random values; its optional fields all set, or none. */
    private static SpecificRecord record(Schema schema, boolean full, Random random) {
        SpecificRecord record = (SpecificRecord) SpecificData.get().newRecord(null, schema);
        for (Schema.Field field : schema.getFields()) {
            record.put(field.pos(), value(field.schema(), full, random));
        }
        return record;
    }

    private static Object value(Schema schema, boolean full, Random random) {
        return switch (schema.getType()) {
            case UNION -> full ? value(schema.getTypes().get(1), true, random) : null;
            case STRING -> "text ü " + random.nextInt(1000);
            case LONG -> random.nextLong();
            case INT -> random.nextInt();
            case DOUBLE -> random.nextDouble();
            case BOOLEAN -> random.nextBoolean();
            case BYTES -> {
                byte[] bytes = new byte[random.nextInt(100)];
                random.nextBytes(bytes);
                yield ByteBuffer.wrap(bytes);
            }
            case RECORD -> record(schema, full, random);
            case ARRAY -> {
                List<Object> items = new ArrayList<>();
                for (int i = random.nextInt(4); i >= 0; i--) {
                    items.add(value(schema.getElementType(), full, random));
                }
                yield items;
            }
            case MAP -> Map.of("key " + random.nextInt(1000), value(schema.getValueType(), full, random));
            default -> throw new IllegalArgumentException("no value for " + schema);
        };
    }

    private static PacketBatch batch() {
        return new PacketBatch(
                "s", 1, new long[] {10, 11}, new int[] {1, 2}, new int[] {1, 5}, 2, new byte[] {1, 2, 3}, 3);
    }
}
