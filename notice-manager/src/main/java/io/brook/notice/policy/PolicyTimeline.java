package io.brook.notice.policy;

import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Which policy a notice is judged by: the configured one, until others were applied. That depends on the notice's time only, so that it
 * is the same whoever judges it, and whenever. Safe to use from any thread.
 */
public final class PolicyTimeline {
    private final SitePolicy configured;

    /** By the times from which they are valid, in nanoseconds since the epoch. */
    private final SortedMap<Long, SitePolicy> applied = new TreeMap<>();

    private long version;

    /** @param configured what is valid before anything is applied */
    public PolicyTimeline(SitePolicy configured) {
        this.configured = configured;
    }

    /**
     * Another policy is valid from a time on, in place of older versions that would have become valid later. Versions come in their order;
     * another one of a number that was there lost to the first.
     *
     * @param number its version
     * @param from in nanoseconds since the epoch
     */
    public synchronized void apply(long number, long from, SitePolicy policy) {
        if (number > version) {
            applied.tailMap(from).clear();
            applied.put(from, policy);
            version = number;
        }
    }

    /** The newest version that was applied; 0 when none was. */
    public synchronized long version() {
        return version;
    }

    /** The one for notices of a time, in nanoseconds since the epoch. */
    public synchronized SitePolicy at(long time) {
        SortedMap<Long, SitePolicy> before = applied.headMap(time + 1);
        return before.isEmpty() ? configured : before.get(before.lastKey());
    }
}
