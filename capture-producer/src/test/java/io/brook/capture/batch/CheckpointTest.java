package io.brook.capture.batch;

import static io.brook.capture.batch.Frames.MILLIS;
import static io.brook.capture.batch.Frames.SECOND;
import static io.brook.capture.batch.Frames.fragment;
import static io.brook.capture.batch.Frames.fragment6;
import static io.brook.capture.batch.Frames.packet;
import static org.assertj.core.api.Assertions.assertThat;

import io.brook.capture.CaptureConfig;
import io.brook.capture.source.Packet;
import io.brook.capture.spool.SpoolPosition;
import io.brook.schemas.record.CaptureProgress;
import io.brook.schemas.record.Rhythm;
import io.brook.schemas.record.Silence;
import io.brook.schemas.record.SpoolProgress;
import io.brook.schemas.serde.RecordSerde;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** A spool's batcher that is broken off and goes on from what was saved says what one says that is not broken off. */
class CheckpointTest {
    private static final byte[] DATAGRAM = Frames.datagram(1000, 53, 2992);

    private final RecordSerde<CaptureProgress> serde = RecordSerde.of(CaptureProgress.class);

    private List<Packet> packets() {
        List<Packet> packets = new ArrayList<>();
        Random random = new Random(1);
        long time = 1000 * SECOND;
        for (int i = 0; i < 3000; i++) {
            time += random.nextInt(40) * MILLIS;
            if (i == 2000) {
                time -= 30 * SECOND;
            }
            packets.add(packet(time, frame(random, i)));
        }
        return packets;
    }

    private static byte[] frame(Random random, int i) {
        int id = i / 12;
        return switch (i % 12) {
            case 1 -> fragment(1, 2, id, DATAGRAM, 2000, 3000);
            case 4 -> fragment6(3, 4, id, 17, DATAGRAM, 2000, 3000);
            case 6 -> fragment6(3, 4, id, 17, DATAGRAM, 0, 1000);
            case 7 -> fragment(1, 2, id, DATAGRAM, 0, 1000);
            case 9 -> fragment(1, 2, id, DATAGRAM, 1000, 2000);
            case 10 -> fragment6(3, 4, id, 17, DATAGRAM, 1000, 2000);
            case 11 -> Frames.arp();
            default ->
                Frames.udp(random.nextInt(8), 1000, 9, random.nextInt(4) == 0 ? 21 : 53, new byte[random.nextInt(50)]);
        };
    }

    private FlowBatcher batcher(RecordSink sink, CaptureProgress from) {
        return new FlowBatcher("tap", CaptureConfig.DEFAULT, sink, new BufferPool(), from);
    }

    private static CaptureProgress progress(FlowBatcher batcher, SpoolProgress at) {
        long packets = batcher == null ? 0 : batcher.packets();
        long bytes = batcher == null ? 0 : batcher.bytes();
        long newest = batcher == null ? 0 : batcher.newestTime();
        return new CaptureProgress(
                "tap", List.of(), List.of(), packets, 0, packets, bytes, false, List.of(), newest, 1, at);
    }

    /** Published with a break after every so many packets. */
    private RecordingSink published(int breaks) {
        RecordingSink sink = new RecordingSink(2);
        FlowBatcher batcher = batcher(sink, progress(null, FlowBatcher.NOTHING));
        int count = 0;
        for (Packet packet : packets()) {
            batcher.add(packet);
            if (++count % breaks == 0) {
                CaptureProgress saved = progress(batcher, batcher.checkpoint(SpoolPosition.START));
                byte[] bytes = serde.serializer().serialize("capture-progress", saved);
                batcher = batcher(sink, serde.deserializer().deserialize("capture-progress", bytes));
            }
        }
        batcher.end();
        return sink;
    }

    @Test
    void givesTheSameFlowsProgressAndRhythm() {
        RecordingSink whole = published(Integer.MAX_VALUE);
        for (int breaks : new int[] {1, 7, 500}) {
            RecordingSink broken = published(breaks);
            assertThat(broken.flows()).containsExactlyInAnyOrderEntriesOf(whole.flows());
            assertThat(broken.progress()).isEqualTo(whole.progress());
            assertThat(ticks(broken)).isEqualTo(ticks(whole)).isNotEmpty();
            assertThat(silences(broken)).isEqualTo(silences(whole)).isNotEmpty();
        }
    }

    private static List<Long> ticks(RecordingSink sink) {
        return rhythms(sink).stream().flatMap(each -> each.getTicks().stream()).toList();
    }

    private static List<Silence> silences(RecordingSink sink) {
        return rhythms(sink).stream()
                .flatMap(each -> each.getSilences().stream())
                .toList();
    }

    private static List<Rhythm> rhythms(RecordingSink sink) {
        return sink.sent.stream()
                .map(RecordingSink.Sent::value)
                .filter(Rhythm.class::isInstance)
                .map(Rhythm.class::cast)
                .toList();
    }
}
