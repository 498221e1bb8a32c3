package io.brook.deploy.cluster;

import java.util.Map;
import java.util.OptionalLong;

/**
 * How a process is doing.
 *
 * @param totals what it has done since it started, by what is counted, such as packets
 * @param behind how many records it still has to read, if known
 * @param reached how far it has come in the traffic's time, in nanoseconds since the epoch, if that differs from the clock
 */
public record Figures(Map<String, Long> totals, OptionalLong behind, OptionalLong reached) {
    public Figures(Map<String, Long> totals, OptionalLong behind) {
        this(totals, behind, OptionalLong.empty());
    }
}
