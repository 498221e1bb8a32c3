package io.brook.deploy.replay;

import java.util.Set;

/**
 * What is to be analysed again. Times are those of packets, in nanoseconds since the epoch.
 *
 * @param sensors the sensors; all when empty
 * @param from lines are written from this time on; {@code Long.MIN_VALUE} for all
 * @param to lines are written before this time; {@code Long.MAX_VALUE} for all
 * @param lead how much earlier than {@code from} packets are analysed, in nanoseconds
 * @param disabled the analyses that are switched off
 */
public record ReplayRequest(Set<String> sensors, long from, long to, long lead, Set<String> disabled) {
    /** The time of the first packets that are analysed. */
    public long begin() {
        return from == Long.MIN_VALUE ? from : from - lead;
    }
}
