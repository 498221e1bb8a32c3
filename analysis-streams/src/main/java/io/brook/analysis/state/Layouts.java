package io.brook.analysis.state;

import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Which classes the graph at hand has had so far, and the fields with which they were saved. */
final class Layouts {
    private final Set<Class<?>> seen = new HashSet<>();
    private final Map<Class<?>, List<Slot>> saved = new HashMap<>();

    /** Another graph begins. */
    void begin() {
        seen.clear();
        saved.clear();
    }

    /** Whether it is the first object of its class. */
    boolean isFirst(Class<?> type) {
        return seen.add(type);
    }

    void put(Class<?> type, List<Slot> slots) {
        saved.put(type, slots);
    }

    List<Slot> of(Class<?> type) {
        return saved.get(type);
    }
}
