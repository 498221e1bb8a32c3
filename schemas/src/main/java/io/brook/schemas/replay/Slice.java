package io.brook.schemas.replay;

import io.brook.schemas.log.LogStream;
import io.brook.schemas.record.ReplayPartition;
import io.brook.schemas.record.ReplayPlan;
import io.brook.schemas.record.ReplaySensor;
import java.util.Map;
import java.util.stream.Collectors;
import org.apache.avro.specific.SpecificRecord;

/**
 * Which part of the topic packets stream tasks analyse, and which lines about it they write. Times are in nanoseconds since the epoch.
 *
 * @param begin packets before this time are left out
 * @param from lines before this time are left out
 * @param to lines from this time on are left out
 * @param until for each sensor that is analysed the time at which it is cut off; empty for all sensors to their ends
 * @param stops for each partition the offset at which reading ends; empty when it never ends
 */
public record Slice(long begin, long from, long to, Map<String, Long> until, Map<Integer, Long> stops) {
    /** All there is, and all that comes. */
    public static final Slice EVERYTHING =
            new Slice(Long.MIN_VALUE, Long.MIN_VALUE, Long.MAX_VALUE, Map.of(), Map.of());

    /** The part that a replay analyses. */
    public static Slice of(ReplayPlan plan) {
        return new Slice(
                plan.getBegin(),
                plan.getFrom(),
                plan.getTo(),
                plan.getSensors().stream().collect(Collectors.toMap(ReplaySensor::getSensor, ReplaySensor::getUntil)),
                plan.getPartitions().stream()
                        .collect(Collectors.toMap(ReplayPartition::getPartition, ReplayPartition::getStop)));
    }

    /** Whether it leaves nothing out. */
    public boolean isEverything() {
        return until.isEmpty();
    }

    /** Whether a line of a log is written: by the time at which Zeek would have written it. */
    public boolean hasLine(SpecificRecord line) {
        long written = LogStream.meta(line).getWritten();
        return from <= written && written < to;
    }
}
