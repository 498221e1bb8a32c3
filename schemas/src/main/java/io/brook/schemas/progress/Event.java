package io.brook.schemas.progress;

import io.brook.schemas.store.Codec;
import java.nio.ByteBuffer;

/**
 * Something that waits until nothing older can come.
 *
 * @param number unique among a sensor's events that wait in memory
 * @param time when it happened, in nanoseconds since the epoch
 */
record Event<T>(long number, long time, T value) {
    /** Events as bytes. */
    static <T> Codec<Event<T>> codec(Codec<T> values) {
        return new Codec<>() {
            @Override
            public byte[] encode(Event<T> event) {
                byte[] value = values.encode(event.value);
                return ByteBuffer.allocate(2 * Long.BYTES + value.length)
                        .putLong(event.number)
                        .putLong(event.time)
                        .put(value)
                        .array();
            }

            @Override
            public Event<T> decode(byte[] bytes) {
                ByteBuffer in = ByteBuffer.wrap(bytes);
                long number = in.getLong();
                long time = in.getLong();
                byte[] value = new byte[in.remaining()];
                in.get(value);
                return new Event<>(number, time, values.decode(value));
            }
        };
    }
}
