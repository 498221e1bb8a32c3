package io.brook.analysis.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.emit.Emitter;
import io.brook.analysis.file.extract.Extraction;
import io.brook.analysis.site.LocalNetworks;
import io.brook.analysis.site.WorkerLimits;
import io.brook.analysis.testing.RandomTraffic;
import io.brook.analysis.testing.RandomTraffic.Packet;
import io.brook.analysis.testing.Wire;
import io.brook.schemas.log.ConnLog;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.packet.LinkType;
import io.brook.schemas.store.StateSink;
import io.brook.schemas.testing.PacketBuilder;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import org.apache.avro.specific.SpecificRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What becomes of traffic whose clock goes back: each flow is judged by its own packets, and what was said to be settled stays so. */
class ClockGoesBackTest {
    private static final long SECOND = TimeUnit.SECONDS.toNanos(1);
    private static final byte[] SYN = PacketBuilder.tcp("10.0.0.1", 40000, "10.0.0.2", 80)
            .flags(PacketBuilder.SYN)
            .sequence(1)
            .ip();
    private static final byte[] QUERY =
            PacketBuilder.udp("10.0.0.1", 40000, "10.0.0.2", 7000).ip();

    /** An engine that may move between any two steps, and what it has said. */
    private static final class Listening implements Emitter, StateSink {
        private final List<SpecificRecord> said = new ArrayList<>();
        private final Map<ByteBuffer, byte[]> saved = new HashMap<>();
        private final SplittableRandom random = new SplittableRandom(5);
        private final boolean moves;
        private long settled = Long.MIN_VALUE;
        private AnalysisEngine engine = engine();

        Listening(boolean moves) {
            this.moves = moves;
        }

        private AnalysisEngine engine() {
            AnalysisEngine next = new AnalysisEngine(
                    "s",
                    false,
                    LocalNetworks.PRIVATE,
                    new WorkerLimits(1_000_000, 1 << 26),
                    Extraction.NONE,
                    this,
                    Analyses.ALL,
                    saved);
            next.trackChanges();
            return next;
        }

        Listening packet(int pass, long time, byte[] bytes) {
            engine.inPass(pass);
            engine.packet(LinkType.RAW, bytes, 0, bytes.length, bytes.length, time);
            mayMove();
            return this;
        }

        Listening advance(long time) {
            engine.advance(time);
            settled = Math.max(settled, time);
            mayMove();
            return this;
        }

        private void mayMove() {
            if (moves && random.nextInt(4) == 0) {
                engine.save(this);
                engine.abandon();
                engine = engine();
            }
        }

        Listening end(long time) {
            engine.end(time);
            return this;
        }

        List<ConnLog> connections() {
            return said.stream()
                    .filter(ConnLog.class::isInstance)
                    .map(ConnLog.class::cast)
                    .toList();
        }

        List<String> uids() {
            return connections().stream().map(ConnLog::getUid).toList();
        }

        @Override
        public void log(SpecificRecord line) {
            assertThat(LogStream.meta(line).getWritten()).as("time of " + line).isGreaterThanOrEqualTo(settled);
            said.add(line);
        }

        @Override
        public void report(String subject, SpecificRecord found) {
            log(found);
        }

        @Override
        public void put(byte[] key, byte[] value) {
            saved.put(ByteBuffer.wrap(key), value);
        }

        @Override
        public void remove(byte[] key) {
            saved.remove(ByteBuffer.wrap(key));
        }
    }

    @Test
    void aConnectionWhoseTimesGoBackStaysWhole() {
        Listening engine = new Listening(false);
        engine.packet(0, 1000 * SECOND, QUERY)
                .packet(1, 10 * SECOND, QUERY)
                .packet(1, 40 * SECOND, QUERY)
                .packet(0, 1001 * SECOND, SYN);
        // It was silent for a minute, by its own packets.
        engine.advance(1002 * SECOND).end(1003 * SECOND);
        assertThat(engine.connections()).hasSize(2);
        assertThat(engine.connections().get(0).getOrigPkts()).isEqualTo(3);
    }

    @Test
    void whatEndsBeforeATimeThatIsSettledIsWrittenAtThatTime() {
        Listening engine = new Listening(false);
        engine.packet(0, 1000 * SECOND, SYN).advance(1000 * SECOND);
        engine.packet(1, 10 * SECOND, QUERY).advance(2000 * SECOND).end(2000 * SECOND);
        assertThat(engine.connections().stream()
                        .map(line -> line.getMeta().getWritten() / SECOND)
                        .toList())
                .containsExactly(1000L, 1005L);
        assertThat(engine.connections().stream().map(line -> line.getTs() / SECOND))
                .containsExactly(10L, 1000L);
    }

    @Test
    void theSameConnectionInTwoPassesHasTwoUids() {
        Listening engine = new Listening(false);
        for (int pass = 0; pass < 3; pass++) {
            engine.packet(pass, 10 * SECOND, SYN).packet(pass, 20 * SECOND, QUERY);
            engine.advance((100 + pass) * SECOND);
        }
        engine.end(200 * SECOND);
        assertThat(engine.uids()).hasSize(6).doesNotHaveDuplicates();
    }

    @Test
    void connectionsThatTakeTheFlowOverFromEachOtherHaveTheirOwnUids() {
        Listening engine = new Listening(false);
        byte[] reset = PacketBuilder.tcp("10.0.0.2", 80, "10.0.0.1", 40000)
                .flags(PacketBuilder.RST | PacketBuilder.ACK)
                .sequence(0)
                .acknowledgment(2)
                .ip();
        long[] starts = {1000, 1000, 1200, 1000, 1200, 1000, 1300, 1200};
        for (long start : starts) {
            engine.packet(0, start * Wire.MILLISECOND, SYN).packet(0, start * Wire.MILLISECOND, reset);
        }
        engine.end(2 * SECOND);
        assertThat(engine.uids()).hasSize(starts.length).doesNotHaveDuplicates();
    }

    /** The uid that a connection has does not depend on whether the clock had gone back before, if its time is new. */
    @Test
    void newTimesGiveTheUidsTheyAlwaysGave() {
        Listening undisturbed = new Listening(false).packet(0, 50 * SECOND, SYN).end(60 * SECOND);
        Listening after = new Listening(false)
                .packet(0, 10 * SECOND, SYN)
                .packet(1, 5 * SECOND, QUERY)
                .packet(0, 50 * SECOND, SYN)
                .end(60 * SECOND);
        assertThat(after.uids()).containsAll(undisturbed.uids());
    }

    /** Random traffic, the same again, and two parts of it packet by packet; as the producer numbers the passes. */
    @ParameterizedTest
    @ValueSource(ints = {1, 2, 3})
    void trafficOfAllSortsIsTheSameOnEveryAnalysisAndAcrossMoves(int seed) {
        List<Packet> once = new RandomTraffic(seed).conversations(150, true);
        List<String> expected = analysed(once, false);
        assertThat(analysed(once, false)).isEqualTo(expected);
        assertThat(analysed(once, true)).isEqualTo(expected);
    }

    private static List<String> analysed(List<Packet> once, boolean moves) {
        Listening engine = new Listening(moves);
        int pass = 0;
        for (int round = 0; round < 3; round++) {
            for (int i = 0; i < once.size(); i++) {
                Packet packet = once.get(i);
                engine.packet(pass, packet.time(), packet.bytes());
                if (i % 100 == 99 && round == 0) {
                    engine.advance(packet.time() - SECOND);
                }
            }
            pass++;
        }
        for (int i = 0; i < once.size() / 2; i++) {
            Packet early = once.get(i);
            Packet late = once.get(once.size() / 2 + i);
            engine.packet(pass++, early.time(), early.bytes());
            engine.packet(pass, late.time(), late.bytes());
        }
        engine.end(once.get(once.size() - 1).time());
        assertThat(engine.uids()).hasSizeGreaterThan(300).doesNotHaveDuplicates();
        return engine.said.stream().map(Object::toString).sorted().toList();
    }
}
