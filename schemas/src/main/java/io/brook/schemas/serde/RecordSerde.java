package io.brook.schemas.serde;

import io.brook.schemas.log.LogStream;
import io.brook.schemas.packet.PacketBatch;
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
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.SchemaNormalization;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumReader;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.DecoderFactory;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificDatumReader;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;
import org.apache.avro.util.ClassSecurityValidator;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.serialization.Deserializer;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serializer;

/**
 * The one serde: Avro single-object encoding (Avro 1.12 specification, "Single-object encoding"): two marker bytes, the
 * fingerprint of the writer's schema, the record. So a topic may hold records of several schemas, and a reader can distinguish
 * them without a registry.
 *
 * @param <T> what the topic holds; {@code Object} where it holds several
 */
public final class RecordSerde<T> implements Serde<T> {
    private static final int HEADER = 10;

    private static final List<Class<? extends SpecificRecord>> RECORDS = Stream.concat(
                    Stream.<Class<? extends SpecificRecord>>of(
                            Progress.class,
                            Rhythm.class,
                            TapProgress.class,
                            CaptureProgress.class,
                            AnalysisSwitch.class,
                            Block.class,
                            PolicyVersion.class,
                            ShuntedFlow.class,
                            SubjectKey.class,
                            AckCount.class,
                            DhcpMessage.class,
                            FailedAttempt.class,
                            Finding.class,
                            Hop.class,
                            LoginAttempt.class,
                            LoginHost.class,
                            OutboundConnection.class,
                            LongName.class,
                            SignatureMatch.class,
                            AskedName.class,
                            TapSilence.class,
                            SqlInjection.class,
                            TlsServer.class,
                            Notice.class,
                            PacketRange.class,
                            ReplayPlan.class,
                            ProcessStatus.class),
                    LogStream.ALL.stream().map(LogStream::type))
            .toList();

    private static final byte[] PACKET_BATCH_HEADER = header(PacketBatchCodec.SCHEMA);

    /** The schemas of packet batches that topics may hold, by their fingerprints. */
    private static final Map<Long, Schema> PACKET_BATCHES = Stream.of(
                    PacketBatchCodec.SCHEMA, PacketBatchCodec.SECOND_SCHEMA, PacketBatchCodec.FIRST_SCHEMA)
            .collect(Collectors.toMap(schema -> fingerprint(header(schema)), schema -> schema));

    private static final Map<Class<?>, Format> FORMATS = new ConcurrentHashMap<>();
    private static final Map<Long, DatumReader<SpecificRecord>> READERS = new ConcurrentHashMap<>();

    static {
        // Avro instantiates only classes that it was told to trust; Brook's are added to those that are trusted
        // already.
        ClassSecurityValidator.setGlobal(ClassSecurityValidator.composite(
                ClassSecurityValidator.getGlobal(),
                type -> type.getPackageName().startsWith("io.brook.schemas.") || FORMATS.containsKey(type)));
        for (Class<? extends SpecificRecord> type : RECORDS) {
            Schema schema = SpecificData.get().getSchema(type);
            byte[] header = header(schema);
            SpecificDatumWriter<SpecificRecord> writer = new SpecificDatumWriter<>(schema);
            // Fields are written by generated code rather than by a walk through the schema. Each class has a model of
            // its own.
            writer.getSpecificData().setCustomCoders(true);
            FORMATS.put(type, new Format(header, writer));
            READERS.put(fingerprint(header), new SpecificDatumReader<>(schema));
        }
        Schema now = CaptureProgress.SCHEMA$;
        Schema first = without(now, Set.of("lastTime", "life"));
        READERS.put(fingerprint(header(first)), new SpecificDatumReader<>(first, now));
    }

    private static final ThreadLocal<Buffer> BUFFERS = ThreadLocal.withInitial(Buffer::new);

    /** How the records of one class are written. */
    private record Format(byte[] header, DatumWriter<SpecificRecord> writer) {}

    /** The buffer of one thread, in which it writes records before it knows how long they are. */
    private static final class Buffer {
        private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        private final BinaryEncoder encoder = EncoderFactory.get().binaryEncoder(bytes, null);

        byte[] encode(SpecificRecord record, Format format) throws IOException {
            bytes.reset();
            encoder.writeFixed(format.header());
            format.writer().write(record, encoder);
            encoder.flush();
            return bytes.toByteArray();
        }
    }

    private final Class<T> type;

    private RecordSerde(Class<T> type) {
        this.type = type;
    }

    /**
     * @param type a generated record, {@link PacketBatch}, or a supertype of all that the topic holds
     */
    public static <T> RecordSerde<T> of(Class<T> type) {
        return new RecordSerde<>(type);
    }

    /**
     * From now on records of these classes can be written and read, too: those of the site's jars, each with the class loader that has
     * them.
     */
    public static void addSite(List<Class<? extends SpecificRecord>> types) {
        for (Class<? extends SpecificRecord> type : types) {
            SpecificData data = new SpecificData(type.getClassLoader());
            data.setCustomCoders(true);
            Schema schema = data.getSchema(type);
            byte[] header = header(schema);
            FORMATS.put(type, new Format(header, new SpecificDatumWriter<>(schema, data)));
            READERS.put(fingerprint(header), new SpecificDatumReader<>(schema, schema, data));
        }
    }

    /** The schemas of everything that Brook writes to topics, keys included, in alphabetical order of their names. */
    public static List<Schema> schemas() {
        return Stream.concat(
                        Stream.of(PacketBatchCodec.SCHEMA), RECORDS.stream().map(SpecificData.get()::getSchema))
                .sorted(Comparator.comparing(Schema::getName))
                .toList();
    }

    /** The schema of a record before it had some of its fields. */
    private static Schema without(Schema schema, Set<String> later) {
        List<Schema.Field> fields = schema.getFields().stream()
                .filter(field -> !later.contains(field.name()))
                .map(field -> new Schema.Field(field, field.schema()))
                .toList();
        return Schema.createRecord(schema.getName(), schema.getDoc(), schema.getNamespace(), false, fields);
    }

    private static byte[] header(Schema schema) {
        byte[] header = new byte[HEADER];
        header[0] = (byte) 0xc3;
        header[1] = 1;
        long fingerprint = SchemaNormalization.parsingFingerprint64(schema);
        for (int i = 0; i < Long.BYTES; i++) {
            header[2 + i] = (byte) (fingerprint >>> 8 * i);
        }
        return header;
    }

    private static long fingerprint(byte[] record) {
        long fingerprint = 0;
        for (int i = HEADER - 1; i >= 2; i--) {
            fingerprint = fingerprint << 8 | record[i] & 0xff;
        }
        return fingerprint;
    }

    @Override
    public Serializer<T> serializer() {
        return (topic, value) -> serialize(topic, value);
    }

    @Override
    public Deserializer<T> deserializer() {
        return (topic, bytes) -> deserialize(topic, bytes);
    }

    /** A deserializer that refuses missing or unexpected records, like bytes that are not a record. */
    public Deserializer<T> deserializer(Predicate<? super T> isExpected) {
        return (topic, bytes) -> {
            T value = deserialize(topic, bytes);
            if (value == null || !isExpected.test(value)) {
                String found = value == null ? "nothing" : value.getClass().getSimpleName();
                throw new SerializationException(
                        "topic " + topic + ": a record with " + found + " does not belong here");
            }
            return value;
        };
    }

    private byte[] serialize(String topic, T value) {
        if (value == null) {
            return null;
        }
        if (value instanceof PacketBatch batch) {
            return PacketBatchCodec.encode(batch, PACKET_BATCH_HEADER);
        }
        Format format = FORMATS.get(value.getClass());
        if (format == null) {
            throw new SerializationException(
                    "topic " + topic + ": " + value.getClass().getName() + " is not a record of Brook's");
        }
        try {
            return BUFFERS.get().encode((SpecificRecord) value, format);
        } catch (IOException | RuntimeException e) {
            // The encoder has the beginning of the record.
            BUFFERS.remove();
            throw new SerializationException("topic " + topic + ": cannot encode " + value, e);
        }
    }

    private T deserialize(String topic, byte[] bytes) {
        if (bytes == null) {
            return null;
        }
        if (bytes.length < HEADER || bytes[0] != (byte) 0xc3 || bytes[1] != 1) {
            throw new SerializationException("topic " + topic + ": not in Avro single-object encoding");
        }
        try {
            return type.cast(decode(topic, bytes));
        } catch (SerializationException e) {
            throw e;
        } catch (IOException | RuntimeException e) {
            // Avro has many exceptions for bytes that are not a record: unsupported lengths, indexes out of bounds,
            // wrong types.
            throw new SerializationException("topic " + topic + ": cannot decode a record: " + e.getMessage(), e);
        }
    }

    private static Object decode(String topic, byte[] bytes) throws IOException {
        long fingerprint = fingerprint(bytes);
        Schema batch = PACKET_BATCHES.get(fingerprint);
        if (batch != null) {
            return PacketBatchCodec.decode(bytes, HEADER, bytes.length - HEADER, batch);
        }
        DatumReader<SpecificRecord> reader = READERS.get(fingerprint);
        if (reader == null) {
            throw new SerializationException(
                    "topic " + topic + ": a record of an unknown schema, fingerprint " + Long.toHexString(fingerprint));
        }
        // Not Avro's BinaryMessageDecoder: it reads from a stream, and allocates whatever length a damaged record
        // states.
        return reader.read(null, DecoderFactory.get().binaryDecoder(bytes, HEADER, bytes.length - HEADER, null));
    }
}
