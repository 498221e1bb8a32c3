package io.brook.analysis.protocol.smb;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** A table that forgets what was put into it first when there is too much in it. */
final class Bounded<K, V> {
    private final int limit;
    private final Map<K, V> values = new LinkedHashMap<>();

    Bounded(int limit) {
        this.limit = limit;
    }

    V get(K key) {
        return values.get(key);
    }

    void put(K key, V value) {
        values.put(key, value);
        if (values.size() > limit) {
            Iterator<K> eldest = values.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
    }

    V remove(K key) {
        return values.remove(key);
    }
}
