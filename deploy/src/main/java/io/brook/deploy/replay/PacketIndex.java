package io.brook.deploy.replay;

import io.brook.deploy.cluster.RunException;
import io.brook.schemas.record.PacketRange;
import io.brook.schemas.record.ReplayPartition;
import io.brook.schemas.record.ReplayPlan;
import io.brook.schemas.record.ReplaySensor;
import io.brook.schemas.subject.SensorName;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topics;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;

/** Which offsets of the topic packets hold which times, as captures have written it to the topic packet-index. */
public final class PacketIndex {
    private static final long NANOS = 1_000_000_000;

    private final SortedMap<String, SensorIndex> sensors = new TreeMap<>();
    private final Map<Integer, Long> begins;

    /**
     * @param begins the first offset that each partition of the topic packets still has
     * @param ranges all of the index
     */
    PacketIndex(Map<Integer, Long> begins, Collection<PacketRange> ranges) {
        this.begins = begins;
        for (PacketRange range : ranges) {
            // Of the others Kafka has removed the records.
            if (range.getEnd() > begins.getOrDefault(range.getPartition(), Long.MAX_VALUE)) {
                sensors.computeIfAbsent(range.getSensor(), sensor -> new SensorIndex())
                        .add(range);
            }
        }
        sensors.values().forEach(SensorIndex::sort);
    }

    /**
     * Reads it.
     *
     * @param client the settings that clients connect with
     */
    public static PacketIndex read(Map<String, Object> client) {
        Names names = Names.of(client);
        TopicContents topics = new TopicContents(client);
        List<PacketRange> ranges = new ArrayList<>();
        topics.read(names.of(Topics.PACKET_INDEX), record -> {
            if (TopicContents.value(record) instanceof PacketRange range) {
                ranges.add(range);
            }
        });
        return new PacketIndex(topics.begins(names.of(Topics.PACKETS)), ranges);
    }

    /** How many partitions the topic packets has. */
    public int partitions() {
        return begins.size();
    }

    /**
     * What a replay reads.
     *
     * @param run its name
     * @param prefix what the names of its topics begin with
     * @throws RunException when the topic holds nothing of the sort; the message says what it holds
     */
    public ReplayPlan plan(String run, String prefix, ReplayRequest request) throws RunException {
        List<ReplaySensor> wanted = new ArrayList<>();
        Map<Integer, SensorIndex.Stretch> stretches = new TreeMap<>();
        for (Map.Entry<String, SensorIndex> each : sensors.entrySet()) {
            SensorIndex index = each.getValue();
            long until = Math.min(request.to(), index.complete(partitions()));
            if (isWanted(each.getKey(), request) && index.earliest() < until && request.begin() < until) {
                Map<Integer, SensorIndex.Stretch> found = find(index, request.begin(), until);
                if (!found.isEmpty()) {
                    wanted.add(new ReplaySensor(each.getKey(), until));
                    found.forEach(
                            (partition, stretch) -> stretches.merge(partition, stretch, SensorIndex.Stretch::and));
                }
            }
        }
        if (wanted.isEmpty()) {
            throw new RunException("the topic packets holds nothing of that; " + contents(), null);
        }
        List<ReplayPartition> partitions = new ArrayList<>();
        begins.forEach((partition, begin) -> {
            SensorIndex.Stretch stretch = stretches.getOrDefault(partition, new SensorIndex.Stretch(begin, begin));
            partitions.add(new ReplayPartition(partition, Math.max(begin, stretch.start()), stretch.stop()));
        });
        return ReplayPlan.newBuilder()
                .setRun(run)
                .setPrefix(prefix)
                .setBegin(request.begin())
                .setFrom(request.from())
                .setTo(request.to())
                .setSensors(wanted)
                .setPartitions(partitions)
                .setDisabled(List.copyOf(request.disabled()))
                .setDone(false)
                .build();
    }

    /**
     * Which records hold the packets of a time: the offsets of the first and behind the last, by partition.
     *
     * @param sensors the sensors; all when empty
     */
    Map<Integer, SensorIndex.Stretch> find(Set<String> sensors, long begin, long until) {
        Map<Integer, SensorIndex.Stretch> found = new TreeMap<>();
        this.sensors.forEach((sensor, index) -> {
            if (sensors.isEmpty() || sensors.contains(sensor) || sensors.contains(SensorName.of(sensor))) {
                find(index, begin, until)
                        .forEach((partition, stretch) -> found.merge(partition, stretch, SensorIndex.Stretch::and));
            }
        });
        return found;
    }

    private Map<Integer, SensorIndex.Stretch> find(SensorIndex index, long begin, long until) {
        Map<Integer, SensorIndex.Stretch> found = new TreeMap<>();
        begins.keySet()
                .forEach(partition ->
                        index.find(partition, begin, until).ifPresent(stretch -> found.put(partition, stretch)));
        return found;
    }

    private static boolean isWanted(String sensor, ReplayRequest request) {
        return request.sensors().isEmpty()
                || request.sensors().contains(sensor)
                || request.sensors().contains(SensorName.of(sensor));
    }

    private String contents() {
        if (sensors.isEmpty()) {
            return "its index is empty: nothing was published, or by an older Brook, which wrote no index";
        }
        return "it holds "
                + sensors.entrySet().stream()
                        .map(each ->
                                each.getKey() + " from " + time(each.getValue().earliest()) + " to "
                                        + end(each.getValue().complete(partitions())))
                        .collect(Collectors.joining(", "));
    }

    private static String end(long complete) {
        return complete == Long.MAX_VALUE ? "its end" : time(complete);
    }

    private static String time(long nanos) {
        return Instant.ofEpochSecond(Math.floorDiv(nanos, NANOS), Math.floorMod(nanos, NANOS))
                .toString();
    }
}
