package io.brook.capture.kafka;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.record.PacketRange;
import io.brook.schemas.serde.RecordSerde;
import io.brook.schemas.topic.Names;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.Test;

class PacketIndexTest {
    private static final long SECOND = 1_000_000_000;

    private final PacketIndex index = new PacketIndex(new Names("site1."), "tap");
    private long offset = 100;

    private void packets(int partition, long second) {
        index.acknowledged(
                partition,
                offset++,
                new PacketSpan("site", second * SECOND, second * SECOND + 5, Long.MIN_VALUE, false, 3));
    }

    private void reached(long second, boolean end) {
        index.acknowledged(
                0, offset++, new PacketSpan("site", Long.MAX_VALUE, Long.MIN_VALUE, second * SECOND, end, 0));
    }

    private static List<PacketRange> ranges(List<ProducerRecord<byte[], byte[]>> records) {
        assertThat(records).allMatch(record -> record.topic().equals("site1.packet-index"));
        return records.stream()
                .map(record ->
                        RecordSerde.of(PacketRange.class).deserializer().deserialize(record.topic(), record.value()))
                .toList();
    }

    @Test
    void aRangeIsCompleteWithEnoughRecordsAndTime() {
        for (int i = 0; i < 16; i++) {
            packets(0, 5);
        }
        assertThat(index.take()).isEmpty();
        reached(15, false);
        assertThat(ranges(index.take()))
                .containsExactly(new PacketRange(
                        "site", "tap", 0, 100L, 117L, false, 5 * SECOND, 5 * SECOND + 5, 15 * SECOND, false, 48L));
        packets(0, 20);
        assertThat(index.take()).isEmpty();
        assertThat(ranges(index.takeAll()))
                .singleElement()
                .satisfies(next -> assertThat(next.getBegin()).isEqualTo(117))
                .satisfies(next -> assertThat(next.getFollows()).isTrue());
        assertThat(index.takeAll()).isEmpty();
    }

    @Test
    void aLongTimeWithoutAnythingIsInNoRange() {
        packets(0, 5);
        packets(0, 70);
        packets(1, 70);
        assertThat(ranges(index.take()))
                .singleElement()
                .satisfies(range -> assertThat(range.getLatest()).isEqualTo(5 * SECOND + 5));
    }

    @Test
    void theEndOfASensorCompletesItsRange() {
        packets(0, 5);
        reached(6, true);
        assertThat(ranges(index.take()))
                .singleElement()
                .satisfies(range -> assertThat(range.getEnded()).isTrue())
                .satisfies(range -> assertThat(range.getEnd()).isEqualTo(102));
        assertThat(index.takeAll()).isEmpty();
    }
}
