package io.brook.deploy.replay;

import io.brook.schemas.record.PacketRange;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** Where one sensor's packets are in the topic packets, by its index. Times are in nanoseconds since the epoch. */
final class SensorIndex {
    /** How far one tap may be behind the others and still count: after that nobody waits for it. */
    private static final long BEHIND = Duration.ofMinutes(1).toNanos();

    /** The ranges of one tap in one partition, by their offsets. */
    private final Map<Place, List<PacketRange>> ranges = new HashMap<>();

    private record Place(String tap, int partition) {}

    /**
     * Records to be read.
     *
     * @param start the offset of the first
     * @param stop the offset behind the last
     */
    record Stretch(long start, long stop) {
        Stretch and(Stretch other) {
            return new Stretch(Math.min(start, other.start), Math.max(stop, other.stop));
        }
    }

    void add(PacketRange range) {
        ranges.computeIfAbsent(new Place(range.getTap(), range.getPartition()), place -> new ArrayList<>())
                .add(range);
    }

    /** To be called when all ranges are added. */
    void sort() {
        ranges.values().forEach(each -> each.sort(Comparator.comparing(PacketRange::getBegin)));
    }

    private Stream<PacketRange> all() {
        return ranges.values().stream().flatMap(List::stream);
    }

    /** The time of the first packet; the largest value when there is none. */
    long earliest() {
        return all().mapToLong(PacketRange::getEarliest).min().orElse(Long.MAX_VALUE);
    }

    /** Up to which time all of some partitions are complete; the largest value when the sensor has ended. */
    long complete(int partitions) {
        long newest = all().mapToLong(SensorIndex::reached).max().orElse(Long.MIN_VALUE);
        long complete = newest;
        for (int i = 0; i < partitions; i++) {
            int partition = i;
            complete = Math.min(
                    complete,
                    ranges.entrySet().stream()
                            .filter(each -> each.getKey().partition == partition)
                            .mapToLong(each -> each.getValue().stream()
                                    .mapToLong(SensorIndex::reached)
                                    .max()
                                    .orElse(Long.MIN_VALUE))
                            .filter(reached -> newest == Long.MAX_VALUE || reached >= newest - BEHIND)
                            .min()
                            .orElse(Long.MIN_VALUE));
        }
        return complete;
    }

    private static long reached(PacketRange range) {
        return range.getEnded() ? Long.MAX_VALUE : range.getReached();
    }

    /**
     * Which records of a partition hold the packets of a time.
     *
     * @param begin the time of the first
     * @param until the time behind the last; the partition is complete up to it
     */
    Optional<Stretch> find(int partition, long begin, long until) {
        return ranges.entrySet().stream()
                .filter(each -> each.getKey().partition == partition)
                .flatMap(each -> find(each.getValue(), begin, until).stream())
                .reduce(Stretch::and);
    }

    private static Optional<Stretch> find(List<PacketRange> sorted, long begin, long until) {
        long start = Long.MAX_VALUE;
        long stop = Long.MIN_VALUE;
        boolean passed = false;
        for (int i = 0; i < sorted.size(); i++) {
            PacketRange range = sorted.get(i);
            boolean holds = range.getLatest() >= begin && range.getEarliest() < until;
            boolean passes = !passed && reached(range) >= until;
            if (holds || passes) {
                boolean gap = i > 0 && !range.getFollows();
                start = Math.min(start, gap ? sorted.get(i - 1).getEnd() : range.getBegin());
                stop = Math.max(stop, range.getEnd());
            }
            passed |= passes;
        }
        return start == Long.MAX_VALUE ? Optional.empty() : Optional.of(new Stretch(start, stop));
    }
}
