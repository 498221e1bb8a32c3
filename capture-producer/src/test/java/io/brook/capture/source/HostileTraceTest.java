package io.brook.capture.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteOrder;
import java.util.Arrays;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Whatever the bytes: read or refused, in no more steps than they are long. */
@Timeout(60)
class HostileTraceTest {
    private static final int FLIPS = 5_000;

    private static Stream<Named<byte[]>> traces() {
        byte[] pcap = pcap(ByteOrder.LITTLE_ENDIAN, PcapBuilder.MICROSECONDS);
        return Stream.of(
                Named.of("pcap", pcap),
                Named.of("big-endian pcap", pcap(ByteOrder.BIG_ENDIAN, PcapBuilder.NANOSECONDS)),
                Named.of("Kuznetzov's pcap", pcap(ByteOrder.LITTLE_ENDIAN, PcapBuilder.KUZNETZOV)),
                Named.of("pcapng", pcapng(ByteOrder.LITTLE_ENDIAN)),
                Named.of("big-endian pcapng", pcapng(ByteOrder.BIG_ENDIAN)),
                Named.of("gzip", Traces.gzip(pcap)),
                Named.of("gzip of pcapng", Traces.gzip(pcapng(ByteOrder.LITTLE_ENDIAN))));
    }

    private static byte[] pcap(ByteOrder order, int magic) {
        PcapBuilder builder = new PcapBuilder(order, magic, 1);
        for (int i = 0; i < 10; i++) {
            builder.packet(i, i, new byte[i * 7]);
        }
        return builder.bytes();
    }

    private static byte[] pcapng(ByteOrder order) {
        PcapngBuilder builder = new PcapngBuilder(order);
        return builder.interfaceOf(1, 0, builder.resolution(9), builder.offset(5), builder.option(0, new byte[0]))
                .interfaceOf(113, 96)
                .enhanced(0, 1, 60, new byte[33], builder.option(1, new byte[5]))
                .simple(20, new byte[20])
                .block(5, 24, b -> {})
                .obsolete(1, 3, 60, new byte[40])
                .section(order)
                .interfaceOf(101, 0)
                .enhanced(0, 7, 60, new byte[12])
                .bytes();
    }

    @ParameterizedTest
    @MethodSource("traces")
    void cutAnywhereItIsReadUpToTheCut(byte[] trace) throws TraceException {
        Traces.Content whole = Traces.read(trace);
        for (int length = 0; length < trace.length; length++) {
            byte[] start = Arrays.copyOf(trace, length);
            try {
                Traces.Content content = Traces.read(start);
                assertThat(whole.packets().subList(0, content.packets().size())).isEqualTo(content.packets());
            } catch (TraceException e) {
                assertThat(e.getMessage()).startsWith("t.pcap: ").doesNotContain("\n");
            }
        }
    }

    @ParameterizedTest
    @MethodSource("traces")
    void flippedBytesNeverHurt(byte[] trace) {
        Random random = new Random(4);
        for (int i = 0; i < FLIPS; i++) {
            byte[] flipped = trace.clone();
            for (int n = 1 + random.nextInt(4); n > 0; n--) {
                flipped[random.nextInt(flipped.length)] = (byte) (random.nextBoolean() ? random.nextInt() : 0xff);
            }
            assertBounded(flipped);
        }
    }

    @ParameterizedTest
    @MethodSource("traces")
    void garbageAfterAGoodStartNeverHurts(byte[] trace) {
        Random random = new Random(5);
        for (int i = 0; i < FLIPS; i++) {
            byte[] garbage = new byte[random.nextInt(400)];
            random.nextBytes(garbage);
            int good = Math.min(random.nextInt(trace.length), garbage.length);
            System.arraycopy(trace, 0, garbage, 0, good);
            assertBounded(garbage);
        }
    }

    private static void assertBounded(byte[] trace) {
        try (TraceReader reader = Traces.open(trace)) {
            long unpacked = Math.max(trace.length, 1) * 1100L;
            while (reader.next()) {
                Packet packet = reader.packet();
                assertThat(packet.capturedLength()).isBetween(0, TraceFormat.MAX_CAPTURED);
                assertThat(packet.originalLength()).isGreaterThanOrEqualTo(packet.capturedLength());
                assertThat(packet.offset() + packet.capturedLength()).isLessThanOrEqualTo(packet.buffer().length);
                assertThat(packet.buffer().length).isLessThanOrEqualTo(TraceInput.MAX_RECORD);
                assertThat(packet.time()).isBetween(0L, TimestampUnit.MAX_TIME);
                // No format has a packet in fewer than 16 bytes, and deflate makes at most 1032 bytes of one.
                assertThat(reader.packets() * 16).isLessThanOrEqualTo(unpacked);
            }
            reader.cut()
                    .ifPresent(cut -> assertThat(cut)
                            .startsWith("t.pcap: cut short after ")
                            .doesNotContain("\n"));
        } catch (TraceException e) {
            assertThat(e.getMessage()).startsWith("t.pcap: ").doesNotContain("\n");
        }
    }
}
