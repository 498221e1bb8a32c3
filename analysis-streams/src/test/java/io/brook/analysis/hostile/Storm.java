package io.brook.analysis.hostile;

import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * Very many packets of one kind.
 *
 * @param packets how many in a full run
 * @param span the packet time that they take, in nanoseconds
 * @param advances whether the engine hears every ten seconds how far the packet time has come
 * @param ignoreChecksums whether the engine takes wrong checksums
 * @param maker makes a new sequence of frames
 */
record Storm(String name, long packets, long span, boolean advances, boolean ignoreChecksums, Supplier<Maker> maker) {
    /** Writes the storm's frames one after another. */
    interface Maker {
        /** Writes the {@code i}th frame into one that is clear. */
        void make(long i, Frame frame);
    }

    /** Within a second, so that no timeout helps, and nobody tells the engine the time. */
    static Storm sudden(String name, long packets, Supplier<Maker> maker) {
        return new Storm(name, packets, TimeUnit.SECONDS.toNanos(1), false, true, maker);
    }

    /** Spread over some time. */
    static Storm lasting(String name, long packets, long seconds, Supplier<Maker> maker) {
        return new Storm(name, packets, TimeUnit.SECONDS.toNanos(seconds), true, true, maker);
    }

    /** A well-mixed function of a number: as good as random, and the same in every run. */
    static long mix(long i) {
        long z = (i + 1) * 0x9e3779b97f4a7c15L;
        z = (z ^ z >>> 30) * 0xbf58476d1ce4e5b9L;
        z = (z ^ z >>> 27) * 0x94d049bb133111ebL;
        return z ^ z >>> 31;
    }
}
