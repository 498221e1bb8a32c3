package io.brook.analysis.engine;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.analysis.testing.RandomHeaders;
import io.brook.analysis.testing.RandomTraffic;
import io.brook.analysis.testing.Wire;
import io.brook.schemas.packet.LinkType;
import io.brook.schemas.testing.Fuzz;
import io.brook.schemas.testing.PacketBuilder;
import io.brook.schemas.testing.RealTrace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/**
 * Damaged packets: whatever the bytes, nothing is thrown.
 */
class EngineFuzzTest {
    private static final int ROUNDS = 150;
    private static final int HEADERS = 120;
    private static final int CLASSIC = 0xa1b2c3d4;

    private record Frame(int linkType, byte[] bytes) {}

    @Test
    void survivesDamagedTrafficOfItsOwnMaking() {
        List<Frame> frames = new RandomTraffic(1)
                .conversations(200, true).stream()
                        .map(packet -> new Frame(LinkType.RAW, packet.bytes()))
                        .toList();
        fuzz(frames);
    }

    @Test
    void survivesDamagedTracesOfRealTraffic() {
        List<Frame> frames = new ArrayList<>();
        for (RealTrace trace : RealTrace.all()) {
            frames.addAll(read(trace.file()));
        }
        assertThat(frames).hasSizeGreaterThan(1000);
        fuzz(frames);
    }

    @Test
    void survivesRandomBytesOnEveryLinkType() {
        Fuzz.rounds(ROUNDS, seed -> {
            Random random = new Random(seed);
            Wire wire = new Wire();
            for (int i = 0; i < 100; i++) {
                byte[] bytes = new byte[random.nextInt(200)];
                random.nextBytes(bytes);
                wire.send(random.nextInt(300), bytes, bytes.length + random.nextInt(3));
            }
            wire.end();
        });
    }

    @Test
    void survivesHeadersUponHeaders() {
        AtomicInteger said = new AtomicInteger();
        Fuzz.rounds(ROUNDS, seed -> {
            Random random = new Random(seed);
            RandomHeaders headers = new RandomHeaders(random);
            Wire wire = new Wire(random.nextInt(4) > 0);
            for (int i = 0; i < 50; i++) {
                byte[] packet = headers.next();
                byte[] captured =
                        random.nextInt(6) == 0 ? Arrays.copyOf(packet, random.nextInt(packet.length)) : packet;
                wire.send(LinkType.RAW, captured, packet.length);
            }
            said.addAndGet(wire.end().lines().size());
        });
        assertThat(said).hasPositiveValue();
    }

    @Test
    void survivesAFragmentInsideAFragment() {
        for (int protocol : new int[] {6, 17, 58, 41, 47, 132}) {
            for (int length = 0; length < 60; length++) {
                for (String second : List.of("0000", "0001", "0008", "0009")) {
                    // Two fragment headers, of which each says that the packet is whole, or that it is not.
                    byte[] packet = PacketBuilder.ip("fe80::1", "fe80::2", 132)
                            .extension(44, HexFormat.of().parseHex("00000000000001"))
                            .extension(44, HexFormat.of().parseHex("00" + second + "00000002"))
                            .payload(new byte[length])
                            .ip();
                    packet[48] = (byte) protocol;
                    new Wire(true).send(packet).send(packet).end();
                }
            }
        }
    }

    @Test
    void survivesTimesThatCannotBe() {
        byte[] datagram = PacketBuilder.udp("10.0.0.1", 4000, "10.0.0.2", 53).ip();
        byte[] syn = PacketBuilder.tcp("10.0.0.1", 4000, "10.0.0.2", 80)
                .flags(PacketBuilder.SYN)
                .ip();
        long[] times = {Long.MIN_VALUE, -1, 0, Wire.START, Long.MAX_VALUE - 1, Long.MAX_VALUE};
        for (long first : times) {
            for (long second : times) {
                Wire wire = new Wire();
                wire.advanceTo(first).send(datagram).send(syn);
                wire.advanceTo(second).send(datagram).send(syn);
                assertThat(wire.advanceTo(first).advanceTo(second).end().connections())
                        .isNotEmpty();
            }
        }
    }

    private static void fuzz(List<Frame> frames) {
        AtomicInteger connections = new AtomicInteger();
        Fuzz.rounds(ROUNDS, seed -> connections.addAndGet(round(frames, new Random(seed))));
        // Otherwise the damage was so great that the test saw nothing.
        assertThat(connections).hasPositiveValue();
    }

    private static int round(List<Frame> frames, Random random) {
        Wire wire = new Wire(random.nextBoolean());
        int from = random.nextInt(frames.size());
        for (int i = 0; i < 100; i++) {
            Frame frame = frames.get((from + i) % frames.size());
            byte[] damaged = damage(frame.bytes, random);
            wire.send(frame.linkType, damaged, Math.max(damaged.length, frame.bytes.length));
            if (random.nextInt(20) == 0) {
                wire.pass(random.nextInt(100) - 20);
                wire.advance();
            }
        }
        return wire.end().connections().size();
    }

    /** Some bytes of the headers changed, or the frame cut. */
    private static byte[] damage(byte[] frame, Random random) {
        byte[] damaged = frame.clone();
        if (damaged.length == 0) {
            return damaged;
        }
        for (int flips = random.nextInt(4); flips > 0; flips--) {
            int at = random.nextInt(Math.min(damaged.length, HEADERS));
            damaged[at] = (byte)
                    switch (random.nextInt(4)) {
                        case 0 -> 0;
                        case 1 -> 0xff;
                        case 2 -> damaged[at] ^ 1 << random.nextInt(8);
                        default -> random.nextInt();
                    };
        }
        return random.nextInt(8) == 0 ? Arrays.copyOf(damaged, random.nextInt(damaged.length + 1)) : damaged;
    }

    /** The frames of a classic pcap file; none of other files. */
    private static List<Frame> read(Path trace) {
        try {
            ByteBuffer in = ByteBuffer.wrap(Files.readAllBytes(trace));
            List<Frame> frames = new ArrayList<>();
            if (in.remaining() < 24) {
                return frames;
            }
            in.order(in.getInt(0) == CLASSIC ? ByteOrder.BIG_ENDIAN : ByteOrder.LITTLE_ENDIAN);
            if (in.getInt(0) != CLASSIC) {
                return frames;
            }
            int linkType = in.getInt(20) & 0xffff;
            in.position(24);
            while (in.remaining() >= 16 && frames.size() < 200) {
                int captured = in.getInt(in.position() + 8);
                in.position(in.position() + 16);
                if (captured < 0 || captured > in.remaining()) {
                    break;
                }
                byte[] bytes = new byte[captured];
                in.get(bytes);
                frames.add(new Frame(linkType, bytes));
            }
            return frames;
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
