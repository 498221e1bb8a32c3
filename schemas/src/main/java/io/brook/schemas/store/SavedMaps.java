package io.brook.schemas.store;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** The state of a task, as {@linkplain SavedMap maps} by sensor and name. */
public final class SavedMaps {
    private final boolean tracks;
    private final Map<ByteBuffer, Map<byte[], byte[]>> restored = new HashMap<>();
    private final Map<String, Map<String, SavedMap<?, ?>>> sensors = new HashMap<>();

    /** The maps of sensors that are forgotten: what was saved of them must be removed. */
    private final List<SavedMap<?, ?>> forgotten = new ArrayList<>();

    /** Maps that are never saved, and do not track changes. */
    public SavedMaps() {
        tracks = false;
    }

    /** @param saved all pieces that were {@linkplain #save saved} and not removed, by their keys */
    public SavedMaps(Map<ByteBuffer, byte[]> saved) {
        tracks = true;
        saved.forEach((key, value) -> {
            ByteBuffer rest = key.duplicate();
            int prefix = Integer.BYTES + rest.getInt(rest.position());
            prefix += Integer.BYTES + rest.getInt(rest.position() + prefix);
            ByteBuffer name = rest.slice(rest.position(), prefix);
            byte[] own = new byte[rest.remaining() - prefix];
            rest.get(rest.position() + prefix, own);
            restored.computeIfAbsent(name, n -> new HashMap<>()).put(own, value);
        });
    }

    /**
     * The map of this name, with what was saved of it.
     *
     * @param name always with the same codecs
     * @throws UnreadableStateException when what was saved cannot be read
     */
    @SuppressWarnings("unchecked")
    public <K, V> SavedMap<K, V> map(String sensor, String name, Codec<K> keys, Codec<V> values) {
        return (SavedMap<K, V>) sensors.computeIfAbsent(sensor, s -> new HashMap<>())
                .computeIfAbsent(name, n -> {
                    byte[] prefix = prefix(sensor, name);
                    SavedMap<K, V> map = new SavedMap<>(keys, values, prefix, tracks);
                    Map<byte[], byte[]> saved = restored.remove(ByteBuffer.wrap(prefix));
                    if (saved != null) {
                        map.restore(saved);
                    }
                    return map;
                });
    }

    private static byte[] prefix(String sensor, String name) {
        byte[] one = sensor.getBytes(StandardCharsets.UTF_8);
        byte[] other = name.getBytes(StandardCharsets.UTF_8);
        return ByteBuffer.allocate(2 * Integer.BYTES + one.length + other.length)
                .putInt(one.length)
                .put(one)
                .putInt(other.length)
                .put(other)
                .array();
    }

    /** Removes all maps of a sensor. */
    public void forget(String sensor) {
        Map<String, SavedMap<?, ?>> maps = sensors.remove(sensor);
        if (maps != null) {
            maps.values().forEach(SavedMap::clear);
            if (tracks) {
                forgotten.addAll(maps.values());
            }
        }
    }

    /** Saves what has changed since the last time. */
    public void save(StateSink sink) {
        forgotten.forEach(map -> map.save(sink));
        forgotten.clear();
        sensors.values().forEach(maps -> maps.values().forEach(map -> map.save(sink)));
    }
}
