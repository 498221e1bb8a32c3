package io.brook.analysis.engine;

import io.brook.analysis.analyzer.ProtocolAnalyzer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * The connections that others have announced. Both belong to the same hosts, and so to the same engine. At most
 * {@value #MAX}; past that the oldest announcement is forgotten. What is announced again counts as announced then.
 */
final class ExpectedConnections {
    static final int MAX = 10_000;

    private record Place(String responder, int port) {}

    private final Map<Place, List<Expected>> byPlace = new HashMap<>();
    private final Set<Expected> inOrder = new LinkedHashSet<>();

    void add(Expected expected) {
        Expected same = byPlace.getOrDefault(placeOf(expected), List.of()).stream()
                .filter(each -> each.announcesSame(expected))
                .findFirst()
                .orElse(null);
        if (same != null) {
            inOrder.remove(same);
            forget(same);
        } else if (inOrder.size() >= MAX) {
            Expected oldest = inOrder.iterator().next();
            inOrder.remove(oldest);
            forget(oldest);
        }
        inOrder.add(expected);
        byPlace.computeIfAbsent(placeOf(expected), p -> new ArrayList<>(1)).add(expected);
    }

    /** What a connection that began at this time is expected to speak. */
    List<ProtocolAnalyzer> on(String originator, String responder, int port, long start) {
        if (inOrder.isEmpty()) {
            return List.of();
        }
        List<ProtocolAnalyzer> found = new ArrayList<>(1);
        for (Expected each : byPlace.getOrDefault(new Place(responder, port), List.of())) {
            boolean matches = each.originator() == null || each.originator().equals(originator);
            if (matches && each.isAt(start)) {
                found.add(each.analyzer());
            }
        }
        return found;
    }

    void expire(long time) {
        while (!inOrder.isEmpty()) {
            Expected oldest = inOrder.iterator().next();
            if (oldest.isAt(Math.max(time, oldest.since()))) {
                return;
            }
            inOrder.remove(oldest);
            forget(oldest);
        }
    }

    private void forget(Expected expected) {
        List<Expected> there = byPlace.get(placeOf(expected));
        there.remove(expected);
        if (there.isEmpty()) {
            byPlace.remove(placeOf(expected));
        }
    }

    private static Place placeOf(Expected expected) {
        return new Place(expected.responder(), expected.port());
    }
}
