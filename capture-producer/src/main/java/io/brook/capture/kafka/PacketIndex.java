package io.brook.capture.kafka;

import io.brook.schemas.record.PacketRange;
import io.brook.schemas.record.SubjectKey;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Names;
import io.brook.schemas.topic.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerRecord;

/**
 * The index of what one process publishes: which offsets hold which times of which sensor. Offsets are known when the brokers have
 * acknowledged the records, so a range is complete, and can be published, a moment after its records. Thread-safe.
 */
final class PacketIndex {
    /** The partition of the topic packet-index, which has one. */
    private static final int PARTITION = 0;

    /** The least that a complete range covers, so that the index stays small beside the packets. */
    private static final long LEAST_TIME = Duration.ofSeconds(10).toNanos();

    private static final int LEAST_RECORDS = 16;

    /** After so long without anything a new range begins, so that none covers two busy times. */
    private static final long GAP = Duration.ofMinutes(1).toNanos();

    private final String topic;
    private final String tap;
    private final Map<Place, Stretch> open = new HashMap<>();
    private final List<PacketRange> complete = new ArrayList<>();

    private record Place(String sensor, int partition) {}

    /** A range that still grows. */
    private static final class Stretch {
        private final PacketRange range;
        private long first = Long.MAX_VALUE;
        private long last = Long.MIN_VALUE;
        private int records;

        Stretch(PacketRange range) {
            this.range = range;
        }

        void add(long offset, PacketSpan span) {
            range.setEnd(offset + 1);
            range.setEarliest(Math.min(range.getEarliest(), span.earliest()));
            range.setLatest(Math.max(range.getLatest(), span.latest()));
            range.setReached(Math.max(range.getReached(), span.reached()));
            range.setEnded(range.getEnded() || span.ended());
            range.setPackets(range.getPackets() + span.packets());
            hear(span.earliest());
            hear(span.latest());
            hear(span.reached());
            records++;
        }

        private void hear(long time) {
            if (time != Long.MAX_VALUE && time != Long.MIN_VALUE) {
                first = Math.min(first, time);
                last = Math.max(last, time);
            }
        }

        /** Whether a long time without anything is between it and a record. */
        boolean isBefore(PacketSpan span) {
            long next = Math.min(span.earliest(), span.reached() == Long.MIN_VALUE ? Long.MAX_VALUE : span.reached());
            return records > 0 && next != Long.MAX_VALUE && last != Long.MIN_VALUE && next - last >= GAP;
        }

        boolean isComplete() {
            return range.getEnded() || records >= LEAST_RECORDS && last - first >= LEAST_TIME;
        }
    }

    /** @param tap the name of the tap; empty for traces and spools */
    PacketIndex(Names names, String tap) {
        topic = names.of(Topics.PACKET_INDEX);
        this.tap = tap;
    }

    /** A record is in Kafka. Records of one partition are acknowledged in the order of their offsets. */
    synchronized void acknowledged(int partition, long offset, PacketSpan span) {
        Place place = new Place(span.sensor(), partition);
        Stretch stretch = open.computeIfAbsent(place, first -> new Stretch(empty(first, offset, false)));
        if (stretch.isBefore(span)) {
            complete(place, stretch);
            stretch = open.get(place);
        }
        stretch.add(offset, span);
        if (stretch.isComplete()) {
            complete(place, stretch);
        }
    }

    /** Records for the topic packet-index: the ranges that have become complete since the last call. */
    synchronized List<ProducerRecord<byte[], byte[]>> take() {
        List<ProducerRecord<byte[], byte[]>> records =
                complete.stream().map(this::record).toList();
        complete.clear();
        return records;
    }

    /** The same, with the ranges that still grow: for when nothing may come for a while. */
    synchronized List<ProducerRecord<byte[], byte[]>> takeAll() {
        for (Map.Entry<Place, Stretch> each : List.copyOf(open.entrySet())) {
            if (each.getValue().records > 0) {
                complete(each.getKey(), each.getValue());
            }
        }
        return take();
    }

    private void complete(Place place, Stretch stretch) {
        complete.add(stretch.range);
        if (stretch.range.getEnded()) {
            open.remove(place);
        } else {
            open.put(place, new Stretch(empty(place, stretch.range.getEnd(), true)));
        }
    }

    private PacketRange empty(Place place, long begin, boolean follows) {
        return new PacketRange(
                place.sensor,
                tap,
                place.partition,
                begin,
                begin,
                follows,
                Long.MAX_VALUE,
                Long.MIN_VALUE,
                Long.MIN_VALUE,
                false,
                0L);
    }

    private ProducerRecord<byte[], byte[]> record(PacketRange range) {
        SubjectKey key = new SubjectKey(range.getSensor(), range.getTap());
        return new ProducerRecord<>(
                topic,
                PARTITION,
                RecordSerde.of(SubjectKey.class).serializer().serialize(topic, key),
                RecordSerde.of(PacketRange.class).serializer().serialize(topic, range));
    }
}
