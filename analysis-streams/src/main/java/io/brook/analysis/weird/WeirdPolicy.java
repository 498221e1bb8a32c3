package io.brook.analysis.weird;

import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** What is known of oddities by their names, where there is nothing else of them: what nobody has said otherwise of is logged. */
public final class WeirdPolicy {
    private final Map<String, Oddity> known = new HashMap<>();

    public WeirdPolicy(Collection<? extends Weird> weirds) {
        weirds.forEach(weird -> known.put(weird.oddity().name(), weird.oddity()));
    }

    /** @param name the weird's name in weird.log */
    public WeirdAction actionOf(String name) {
        Oddity oddity = known.get(name);
        return oddity == null ? WeirdAction.LOG : oddity.action();
    }

    /** Whether the same weird of the same endpoints is held back for a while once it was logged. */
    public boolean suppressesRepeats(String name) {
        Oddity oddity = known.get(name);
        return oddity == null || !oddity.isCounted();
    }
}
