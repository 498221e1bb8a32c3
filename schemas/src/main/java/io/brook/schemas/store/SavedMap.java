package io.brook.schemas.store;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.BiConsumer;

/**
 * A map in the order in which keys were added, whose changes can be saved: each entry is a piece, and an entry that is added and
 * removed between two saves costs nothing.
 *
 * @param <K> the keys
 * @param <V> the values; if one is changed in place, {@link #changed} must be called
 */
public final class SavedMap<K, V> {
    private final Codec<K> keys;
    private final Codec<V> values;

    /** What the keys of all pieces start with. */
    private final byte[] prefix;

    private final boolean tracks;
    private final Map<K, Slot<V>> slots = new LinkedHashMap<>();

    /** The keys whose slots have changed; some of them may have been removed. */
    private final List<K> changed = new ArrayList<>();

    private final Set<K> removed = new HashSet<>();
    private long nextPlace;

    private static final class Slot<V> {
        private final long place;
        private V value;
        private boolean isChanged;
        private boolean isSaved;

        Slot(long place, V value) {
            this.place = place;
            this.value = value;
        }
    }

    SavedMap(Codec<K> keys, Codec<V> values, byte[] prefix, boolean tracks) {
        this.keys = keys;
        this.values = values;
        this.prefix = prefix;
        this.tracks = tracks;
    }

    /**
     * Restores what was saved.
     *
     * @param saved by the key that follows the prefix
     * @throws UnreadableStateException when it cannot be read
     */
    void restore(Map<byte[], byte[]> saved) {
        try {
            restoreAll(saved);
        } catch (UnreadableStateException e) {
            throw e;
        } catch (RuntimeException e) {
            throw new UnreadableStateException(e);
        }
    }

    private void restoreAll(Map<byte[], byte[]> saved) {
        saved.entrySet().stream()
                .sorted((one, other) -> Long.compare(place(one.getValue()), place(other.getValue())))
                .forEach(each -> {
                    byte[] bytes = each.getValue();
                    ByteBuffer value = ByteBuffer.wrap(bytes, Long.BYTES, bytes.length - Long.BYTES);
                    byte[] rest = new byte[value.remaining()];
                    value.get(rest);
                    Slot<V> slot = new Slot<>(place(bytes), values.decode(rest));
                    slot.isSaved = true;
                    slots.put(keys.decode(each.getKey()), slot);
                    nextPlace = slot.place + 1;
                });
    }

    private static long place(byte[] piece) {
        return ByteBuffer.wrap(piece).getLong();
    }

    /** The value, or null. */
    public V get(K key) {
        Slot<V> slot = slots.get(key);
        return slot == null ? null : slot.value;
    }

    /** Adds a key after all others, or changes the value of a key without moving it. */
    public void put(K key, V value) {
        Slot<V> slot = slots.get(key);
        if (slot == null) {
            slot = new Slot<>(nextPlace++, value);
            slot.isSaved = removed.remove(key);
            slots.put(key, slot);
        }
        slot.value = value;
        note(key, slot);
    }

    /** Puts a key after all others, wherever it was. */
    public void putLast(K key, V value) {
        remove(key);
        put(key, value);
    }

    /** Notes that a value has been changed in place. */
    public void changed(K key) {
        note(key, slots.get(key));
    }

    private void note(K key, Slot<V> slot) {
        if (tracks && !slot.isChanged) {
            slot.isChanged = true;
            changed.add(key);
        }
    }

    /** Removes a key; returns the value that it had, or null. */
    public V remove(K key) {
        Slot<V> slot = slots.remove(key);
        if (slot == null) {
            return null;
        }
        if (slot.isSaved) {
            removed.add(key);
        }
        return slot.value;
    }

    public void clear() {
        slots.forEach((key, slot) -> {
            if (slot.isSaved) {
                removed.add(key);
            }
        });
        slots.clear();
    }

    /** The key that was added first, or null. */
    public K firstKey() {
        Iterator<K> all = slots.keySet().iterator();
        return all.hasNext() ? all.next() : null;
    }

    /** The value that was added first, or null. */
    public V first() {
        Iterator<Slot<V>> all = slots.values().iterator();
        return all.hasNext() ? all.next().value : null;
    }

    /** All entries, in order. They must not be changed meanwhile. */
    public void forEach(BiConsumer<K, V> each) {
        slots.forEach((key, slot) -> each.accept(key, slot.value));
    }

    public int size() {
        return slots.size();
    }

    public boolean isEmpty() {
        return slots.isEmpty();
    }

    /** Saves what has changed since the last time. */
    void save(StateSink sink) {
        if (sink.isRead()) {
            removed.forEach(key -> sink.remove(piece(key)));
        }
        removed.clear();
        for (K key : changed) {
            Slot<V> slot = slots.get(key);
            if (slot != null && slot.isChanged) {
                slot.isChanged = false;
                if (sink.isRead()) {
                    slot.isSaved = true;
                    put(key, slot, sink);
                }
            }
        }
        changed.clear();
    }

    private void put(K key, Slot<V> slot, StateSink sink) {
        byte[] value = values.encode(slot.value);
        sink.put(
                piece(key),
                ByteBuffer.allocate(Long.BYTES + value.length)
                        .putLong(slot.place)
                        .put(value)
                        .array());
    }

    private byte[] piece(K key) {
        byte[] bytes = keys.encode(key);
        return ByteBuffer.allocate(prefix.length + bytes.length)
                .put(prefix)
                .put(bytes)
                .array();
    }
}
