package io.brook.schemas.store;

import io.brook.schemas.serde.RecordSerde;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecord;

/**
 * How values become bytes, and bytes values.
 *
 * @param <V> the values
 */
public interface Codec<V> {
    Codec<String> STRING = new Codec<>() {
        @Override
        public byte[] encode(String value) {
            return value.getBytes(StandardCharsets.UTF_8);
        }

        @Override
        public String decode(byte[] bytes) {
            return new String(bytes, StandardCharsets.UTF_8);
        }
    };

    Codec<Long> LONG = new Codec<>() {
        @Override
        public byte[] encode(Long value) {
            return ByteBuffer.allocate(Long.BYTES).putLong(value).array();
        }

        @Override
        public Long decode(byte[] bytes) {
            return ByteBuffer.wrap(bytes).getLong();
        }
    };

    Codec<long[]> LONGS = new Codec<>() {
        @Override
        public byte[] encode(long[] values) {
            ByteBuffer bytes = ByteBuffer.allocate(values.length * Long.BYTES);
            bytes.asLongBuffer().put(values);
            return bytes.array();
        }

        @Override
        public long[] decode(byte[] bytes) {
            long[] values = new long[bytes.length / Long.BYTES];
            ByteBuffer.wrap(bytes).asLongBuffer().get(values);
            return values;
        }
    };

    /** Records as they are in topics, so that a later version reads them as it reads topics. */
    static <R extends SpecificRecord> Codec<R> of(Class<R> type) {
        RecordSerde<R> serde = RecordSerde.of(type);
        return new Codec<>() {
            @Override
            public byte[] encode(R value) {
                return serde.serializer().serialize("", value);
            }

            @Override
            public R decode(byte[] bytes) {
                return serde.deserializer().deserialize("", bytes);
            }
        };
    }

    byte[] encode(V value);

    /** @throws RuntimeException when the bytes are not from {@link #encode}, or from a known older version of it */
    V decode(byte[] bytes);
}
