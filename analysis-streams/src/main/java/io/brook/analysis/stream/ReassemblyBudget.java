package io.brook.analysis.stream;

import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.Set;

/**
 * The bytes that all streams of an engine may hold above holes. When they would hold more, the stream that has been holding some
 * for longest is given up.
 */
public final class ReassemblyBudget {
    private final long limit;

    /** In the order in which they began to hold bytes. */
    private final Set<Reassembler> holders = new LinkedHashSet<>();

    private long held;
    private long givenUp;

    /** @param limit in bytes */
    public ReassemblyBudget(long limit) {
        this.limit = limit;
    }

    void take(Reassembler stream, long bytes) {
        held += bytes;
        holders.add(stream);
        Iterator<Reassembler> oldest = holders.iterator();
        while (held > limit && oldest.hasNext()) {
            Reassembler evicted = oldest.next();
            oldest.remove();
            held -= evicted.abandon();
            givenUp++;
        }
    }

    void give(Reassembler stream, long bytes, boolean isAll) {
        held -= bytes;
        if (isAll) {
            holders.remove(stream);
        }
    }

    /** How many streams were given up because all together held too much. */
    public long givenUp() {
        return givenUp;
    }
}
