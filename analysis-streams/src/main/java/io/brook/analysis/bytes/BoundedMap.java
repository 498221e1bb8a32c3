package io.brook.analysis.bytes;

import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;

/** A table that a peer can fill: when there is too much in it, it forgets what was put into it first. */
public final class BoundedMap<K, V> {
    private final int limit;
    private final Map<K, V> values = new LinkedHashMap<>();

    /** @param limit how much it holds at most */
    public BoundedMap(int limit) {
        this.limit = limit;
    }

    /** Null when it is not there, or not any more. */
    public V get(K key) {
        return values.get(key);
    }

    public void put(K key, V value) {
        values.put(key, value);
        if (values.size() > limit) {
            Iterator<K> eldest = values.keySet().iterator();
            eldest.next();
            eldest.remove();
        }
    }

    /** What was there; null when nothing was. */
    public V remove(K key) {
        return values.remove(key);
    }
}
