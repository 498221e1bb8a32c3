package io.brook.schemas.export;

import io.brook.schemas.log.LogStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.apache.avro.io.BinaryEncoder;
import org.apache.avro.io.DatumWriter;
import org.apache.avro.io.EncoderFactory;
import org.apache.avro.specific.SpecificDatumWriter;
import org.apache.avro.specific.SpecificRecord;

/**
 * Avro in the wire format of Confluent's serializers: a zero byte, the schema's number in the registry (four bytes, big-endian), the
 * record in Avro's binary encoding. A topic's schema is that of the subject {@code <topic>-value}.
 */
public final class RegisteredAvro implements Encoding {
    private static final byte MAGIC = 0;

    private final Map<String, Integer> numbers;

    /** @param numbers of the schemas in the registry, by topic */
    private RegisteredAvro(Map<String, Integer> numbers) {
        this.numbers = Map.copyOf(numbers);
    }

    /**
     * Registers the schemas of all logs.
     *
     * @param prefix what the topics' names begin with, before the name of the log
     * @throws RegistryException when the registry cannot be reached, or refuses a schema
     */
    public static RegisteredAvro register(SchemaRegistry registry, String prefix) {
        Map<String, Integer> numbers = new HashMap<>();
        for (LogStream stream : LogStream.all()) {
            String topic = prefix + stream.path();
            numbers.put(topic, registry.register(topic + "-value", stream.schema()));
        }
        return new RegisteredAvro(numbers);
    }

    @Override
    public byte[] encode(String topic, SpecificRecord line) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.write(MAGIC);
        byte[] number =
                ByteBuffer.allocate(Integer.BYTES).putInt(numbers.get(topic)).array();
        out.write(number, 0, number.length);
        BinaryEncoder encoder = EncoderFactory.get().directBinaryEncoder(out, null);
        DatumWriter<SpecificRecord> writer = new SpecificDatumWriter<>(line.getSchema());
        try {
            writer.write(line, encoder);
        } catch (IOException e) {
            throw new UncheckedIOException("a buffer in memory refuses bytes", e);
        }
        return out.toByteArray();
    }
}
