package io.brook.capture.batch;

import static io.brook.capture.batch.Frames.SECOND;
import static io.brook.capture.batch.Frames.fragment;
import static io.brook.capture.batch.Frames.fragment6;
import static io.brook.capture.batch.Frames.packet;
import static org.assertj.core.api.Assertions.assertThat;

import io.brook.capture.CaptureConfig;
import io.brook.schemas.record.Progress;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class FragmentTableTest {
    private static final byte[] DATAGRAM = Frames.datagram(1000, 53, 2992);
    private static final byte[] WHOLE = Frames.udp(1, 1000, 2, 53, new byte[8]);
    private static final byte[] FIRST = fragment(1, 2, 7, DATAGRAM, 0, 1000);
    private static final byte[] SECOND_PART = fragment(1, 2, 7, DATAGRAM, 1000, 2000);
    private static final byte[] THIRD = fragment(1, 2, 7, DATAGRAM, 2000, 3000);

    private final RecordingSink sink = new RecordingSink(1);
    private final FlowBatcher batcher = new FlowBatcher("tap", CaptureConfig.DEFAULT, sink, new BufferPool());

    /** Sends frames a nanosecond apart, and gives each flow's times. */
    private List<List<Long>> flows(byte[]... frames) {
        for (int i = 0; i < frames.length; i++) {
            batcher.add(packet(i, frames[i]));
        }
        batcher.end();
        return times();
    }

    private List<List<Long>> times() {
        return sink.batches().stream().map(RecordingSink.Sent::times).toList();
    }

    @Test
    void allFragmentsHaveTheFlowOfTheFirst() {
        assertThat(flows(WHOLE, FIRST, SECOND_PART, THIRD)).containsExactly(List.of(0L, 1L, 2L, 3L));
        assertThat(batcher.counters().fragments()).isEqualTo(3);
        assertThat(batcher.counters().fragmentsHeld()).isZero();
    }

    @Test
    void thoseBeforeTheFirstWaitForItAndGoAheadOfIt() {
        assertThat(flows(THIRD, SECOND_PART, WHOLE, FIRST, THIRD)).containsExactly(List.of(2L, 0L, 1L, 3L, 4L));
        assertThat(batcher.counters().fragmentsHeld()).isEqualTo(2);
        assertThat(batcher.counters().fragmentsExpired()).isZero();
    }

    @Test
    void theOtherDirectionAndOtherPacketsAreApart() {
        byte[] otherId = fragment(1, 2, 8, DATAGRAM, 1000, 3000);
        byte[] otherWay = fragment(2, 1, 7, DATAGRAM, 1000, 3000);
        assertThat(flows(FIRST, otherId, otherWay)).containsExactly(List.of(0L), List.of(1L, 2L));
        assertThat(batcher.counters().fragmentsExpired()).isEqualTo(2);
    }

    @Test
    void aTinyFirstFragmentHasNoPortsAndNeitherHaveTheOthers() {
        byte[] tiny = fragment(1, 2, 9, DATAGRAM, 0, 16);
        byte[] rest = fragment(1, 2, 9, DATAGRAM, 16, 3000);
        assertThat(flows(WHOLE, tiny, rest)).containsExactly(List.of(0L), List.of(1L, 2L));
        assertThat(batcher.counters().fragmentsHeld()).isZero();
    }

    @Test
    void fragmentsOfIpv6NeedNotAgreeOnTheProtocol() {
        byte[] first = fragment6(1, 2, 7, 17, DATAGRAM, 0, 1000);
        byte[] rest = fragment6(1, 2, 7, 60, DATAGRAM, 1000, 3000);
        assertThat(flows(first, rest)).containsExactly(List.of(0L, 1L));
    }

    @Test
    void fragmentsThatDisagreeAboutTheProtocolTravelTogether() {
        byte[] rest = SECOND_PART.clone();
        byte[] otherFirst = FIRST.clone();
        rest[14 + 9] = 50;
        otherFirst[14 + 9] = 50;
        assertThat(flows(rest, FIRST, otherFirst, THIRD)).containsExactly(List.of(0L, 1L, 2L, 3L));
        assertThat(batcher.counters().fragmentsExpired()).isZero();
    }

    @Test
    void aFragmentThatIsAWholePacketIsNotWaitedFor() {
        byte[] atomic = fragment6(1, 2, 7, 17, DATAGRAM, 0, 3000);
        assertThat(flows(atomic)).containsExactly(List.of(0L));
        assertThat(batcher.counters().fragments()).isZero();
    }

    @Test
    void aSecondFirstFragmentOfTheSameIdBringsItsOwnFlow() {
        byte[] other = Frames.datagram(2000, 53, 2992);
        assertThat(flows(FIRST, fragment(1, 2, 7, other, 0, 1000), fragment(1, 2, 7, other, 1000, 3000)))
                .containsExactly(List.of(0L), List.of(1L, 2L));
    }

    @Test
    void withoutAFirstOneTheyGoWithoutPortsWhenTheyExpire() {
        batcher.add(packet(0, THIRD));
        batcher.add(packet(FragmentTable.EXPIRY - 1, WHOLE));
        assertThat(sink.sent).isEmpty();
        batcher.add(packet(FragmentTable.EXPIRY, WHOLE));
        batcher.add(packet(FragmentTable.EXPIRY + 1, FIRST));
        batcher.end();
        assertThat(times())
                .containsExactlyInAnyOrder(
                        List.of(0L), List.of(FragmentTable.EXPIRY - 1, FragmentTable.EXPIRY, FragmentTable.EXPIRY + 1));
        assertThat(batcher.counters().fragmentsExpired()).isEqualTo(1);
    }

    @Test
    void aFirstFragmentIsForgottenAfterAWhile() {
        batcher.add(packet(0, FIRST));
        batcher.add(packet(FragmentTable.EXPIRY, THIRD));
        batcher.end();
        assertThat(times()).containsExactly(List.of(0L), List.of(FragmentTable.EXPIRY));
        assertThat(sink.flows()).hasSize(2);
    }

    @Test
    void holdsAtMostSoManyAndLetsTheOldestGo() {
        int count = FragmentTable.MAX_HELD + 100;
        for (int i = 0; i < count; i++) {
            batcher.add(packet(i, fragment(1, 2, i, DATAGRAM, 2000, 2100)));
        }
        assertThat(batcher.counters().fragmentsOverflowed()).isEqualTo(100);
        batcher.add(packet(count, fragment(1, 2, 0, DATAGRAM, 0, 1000)));
        batcher.add(packet(count + 1, fragment(1, 2, 500, DATAGRAM, 0, 1000)));
        batcher.end();
        Map<String, List<String>> flows = sink.flows();
        assertThat(flows).hasSize(2);
        assertThat(flows.values().stream().map(List::size)).containsExactlyInAnyOrder(count - 1, 3);
    }

    @Test
    void holdsAtMostSoManyBytes() {
        byte[] large = Frames.datagram(1, 2, 60_000);
        for (int i = 0; i < 100; i++) {
            batcher.add(packet(i, fragment(1, 2, i, large, 8, 60_008)));
        }
        int fit = (int) (FragmentTable.MAX_HELD_BYTES / (60_000 + 34));
        assertThat(batcher.counters().fragmentsOverflowed()).isEqualTo(100 - fit);
    }

    @Test
    void remembersAtMostSoManyPackets() {
        for (int i = 0; i <= FragmentTable.MAX_PACKETS; i++) {
            batcher.add(packet(i, fragment(1, 2, i, DATAGRAM, 0, 1000)));
        }
        batcher.add(packet(5000, fragment(1, 2, 0, DATAGRAM, 1000, 3000)));
        batcher.add(packet(5001, fragment(1, 2, 1, DATAGRAM, 1000, 3000)));
        assertThat(batcher.counters().fragmentsHeld()).isEqualTo(2);
        batcher.add(packet(5002, fragment(1, 2, 4096, DATAGRAM, 1000, 3000)));
        assertThat(batcher.counters().fragmentsHeld()).isEqualTo(2);
    }

    @Test
    void progressWaitsForWhatIsHeld() {
        batcher.add(packet(1000 * SECOND, WHOLE));
        batcher.add(packet(1001 * SECOND, THIRD));
        for (int i = 0; i < 29_000; i++) {
            batcher.add(packet(1001 * SECOND + i * Frames.MILLIS, WHOLE));
        }
        assertThat(sink.progress()).isNotEmpty().extracting(Progress::getTime).containsOnly(1001 * SECOND);
        for (int i = 29_000; i < 60_000; i++) {
            batcher.add(packet(1001 * SECOND + i * Frames.MILLIS, WHOLE));
        }
        assertThat(sink.progress().get(sink.progress().size() - 1).getTime()).isGreaterThan(1040 * SECOND);
    }
}
