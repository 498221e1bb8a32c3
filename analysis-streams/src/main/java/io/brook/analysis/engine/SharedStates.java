package io.brook.analysis.engine;

import io.brook.analysis.analyzer.SharedState;
import java.lang.ref.WeakReference;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/**
 * What connections hold together: saved with the tables, while connections are saved with its numbers only. It is there for as
 * long as any connection holds it.
 */
final class SharedStates {
    private final List<WeakReference<SharedState>> held = new ArrayList<>();

    /** Those that were restored, until all connections have found theirs. */
    private Map<Long, SharedState> restored = Map.of();

    private long last;

    /** Takes over what was saved. */
    void restore(Map<Long, SharedState> saved) {
        restored = saved;
        saved.forEach((number, state) -> {
            held.add(new WeakReference<>(state));
            last = Math.max(last, number);
        });
    }

    SharedState find(long number) {
        return restored.get(number);
    }

    /** Everything that was restored has found its place. */
    void settle() {
        restored = Map.of();
    }

    /** Its number; the next one for one that has none. */
    long numberOf(SharedState state) {
        if (state.number() == 0) {
            last++;
            state.number(last);
            held.add(new WeakReference<>(state));
        }
        return state.number();
    }

    /** Adds all that anything still holds. */
    void addTo(Map<Long, SharedState> all) {
        held.removeIf(each -> {
            SharedState state = each.get();
            if (state != null) {
                all.put(state.number(), state);
            }
            return state == null;
        });
    }
}
