package io.brook.schemas.store;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * The shelf of a task.
 *
 * @param pieces a {@link PieceStore}, with its changelog
 */
record PieceShelf(KeyValueStore<Bytes, byte[]> pieces) implements Shelf {
    @Override
    public void put(String sensor, long number, byte[] bytes) {
        pieces.put(key(sensor, number), bytes);
    }

    @Override
    public byte[] get(String sensor, long number) {
        byte[] bytes = pieces.get(key(sensor, number));
        if (bytes == null) {
            throw new UnreadableStateException(new IllegalStateException(
                    "piece " + number + " of what waits of sensor " + sensor + " is missing"));
        }
        return bytes;
    }

    @Override
    public void remove(String sensor, long number) {
        pieces.delete(key(sensor, number));
    }

    private static Bytes key(String sensor, long number) {
        return PieceStore.shelved(sensor.getBytes(StandardCharsets.UTF_8), number);
    }
}
