package io.brook.capture.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import org.junit.jupiter.api.Test;

class MergedSourceTest {
    /** A source that is told what to give. */
    private static final class Told implements PacketSource {
        private final Queue<Long> times = new ArrayDeque<>();
        private final Packet packet = new Packet();
        private long settled = Long.MIN_VALUE;
        private boolean ended;
        private boolean closed;

        Told give(long... more) {
            for (long time : more) {
                times.add(time);
            }
            return this;
        }

        @Override
        public Next next() {
            if (times.isEmpty()) {
                return ended ? Next.END : Next.NOTHING_YET;
            }
            packet.set(1, times.remove(), new byte[1], 0, 1, 1);
            settled = Math.max(settled, packet.time());
            return Next.PACKET;
        }

        @Override
        public Packet packet() {
            return packet;
        }

        @Override
        public long settled() {
            return settled;
        }

        @Override
        public SourceCounters counters() {
            return new SourceCounters(10, 2, 1);
        }

        @Override
        public void close() {
            closed = true;
        }
    }

    private final Told one = new Told();
    private final Told other = new Told();
    private final MergedSource merged = new MergedSource(List.of(one, other));

    private List<Long> all() throws SourceException {
        List<Long> times = new ArrayList<>();
        while (merged.next() == PacketSource.Next.PACKET) {
            times.add(merged.packet().time());
        }
        return times;
    }

    @Test
    void packetsComeInTheOrderOfTheirTimes() throws SourceException {
        one.give(1, 4, 5);
        other.give(2, 3, 6);
        // What is later waits until it is known that the first one has none from before it.
        assertThat(all()).containsExactly(1L, 2L, 3L, 4L, 5L);
        one.settled = 6;
        assertThat(all()).containsExactly(6L);
    }

    @Test
    void aSourceThatIsSilentHoldsUpTheOthersUntilItsTimeHasCome() throws SourceException {
        one.give(10);
        assertThat(all()).isEmpty();
        assertThat(merged.settled()).isEqualTo(Long.MIN_VALUE);
        other.settled = 9;
        assertThat(all()).isEmpty();
        assertThat(merged.settled()).isEqualTo(9);
        other.give(8);
        other.settled = 12;
        assertThat(all()).containsExactly(8L, 10L);
        assertThat(merged.settled()).isEqualTo(10);
    }

    @Test
    void endsWithTheLast() throws SourceException {
        one.give(1).ended = true;
        assertThat(all()).isEmpty();
        other.ended = true;
        assertThat(all()).containsExactly(1L);
        assertThat(merged.next()).isEqualTo(PacketSource.Next.END);
    }

    @Test
    void addsUpCountersAndClosesAll() {
        assertThat(merged.counters()).isEqualTo(new SourceCounters(20, 4, 2));
        merged.close();
        assertThat(one.closed && other.closed).isTrue();
    }
}
