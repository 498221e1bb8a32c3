package io.brook.schemas.flow;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.testing.PacketBuilder;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** Whatever the bytes: nothing is thrown, and nothing points outside what was captured. */
class HeaderWalkFuzzTest {
    private static final int ROUNDS = Integer.getInteger("fuzz.rounds", 1) * 500;

    private final HeaderWalk walk = new HeaderWalk();
    private final FlowKey key = new FlowKey();
    private final Random random = new Random(42);
    private int flows;

    @Test
    void survivesRandomBytes() {
        for (int round = 0; round < ROUNDS; round++) {
            byte[] frame = new byte[random.nextInt(120)];
            random.nextBytes(frame);
            for (LinkFrames.Kind kind : LinkFrames.ALL) {
                check(kind, frame);
            }
        }
    }

    @Test
    void survivesRandomBytesBehindAWholeLinkLayer() {
        for (int round = 0; round < ROUNDS; round++) {
            byte[] packet = new byte[1 + random.nextInt(100)];
            random.nextBytes(packet);
            packet[0] = (byte) (random.nextBoolean() ? 0x45 : 0x60);
            if (packet.length > 6 && random.nextInt(4) > 0) {
                packet[6] = extension();
            }
            for (LinkFrames.Kind kind : LinkFrames.ALL) {
                check(kind, kind.frame(packet));
            }
        }
    }

    @Test
    void survivesFlippedBytesAndCuts() {
        List<byte[]> packets = packets();
        for (int round = 0; round < ROUNDS; round++) {
            byte[] packet = packets.get(random.nextInt(packets.size()));
            for (LinkFrames.Kind kind : LinkFrames.ALL) {
                byte[] frame = kind.frame(packet);
                for (int flips = random.nextInt(4); flips >= 0; flips--) {
                    frame[random.nextInt(frame.length)] = (byte) random.nextInt();
                }
                check(kind, random.nextInt(3) > 0 ? frame : Arrays.copyOf(frame, random.nextInt(frame.length)));
            }
        }
        // Otherwise the damage was so great that the test saw nothing.
        assertThat(flows).isGreaterThan(ROUNDS * LinkFrames.ALL.size() / 10);
    }

    /** Frames lie in the middle of a batch: what is behind the captured bytes is the next packet. */
    private void check(LinkFrames.Kind kind, byte[] frame) {
        int before = random.nextInt(3);
        byte[] exact = new byte[before + frame.length];
        System.arraycopy(frame, 0, exact, before, frame.length);
        int original = frame.length + (random.nextBoolean() ? 0 : random.nextInt(2000));
        boolean flow = walk.walk(kind.linkType(), exact, before, frame.length, original);
        assertThat(flow).isEqualTo(walk.fault() == HeaderFault.NONE);
        walk.key(key);
        if (flow) {
            flows++;
            assertThat(walk.ipOffset()).isBetween(before, exact.length - 20);
            // PPPoE says where its payload ends.
            assertThat(walk.capturedEnd()).isBetween(walk.payloadOffset(), exact.length);
            assertThat(walk.ipHeaderLength()).isBetween(20, walk.ipLength());
            assertThat(walk.payloadOffset()).isBetween(walk.ipOffset() + 20, exact.length);
            assertThat(walk.payloadLength()).isNotNegative();
            assertThat(walk.ipOffset() + walk.ipLength()).isLessThanOrEqualTo(before + original);
            assertThat(key.protocol()).isEqualTo(walk.protocol());
        } else {
            assertThat(key.protocol()).isEqualTo(FlowKey.NO_PROTOCOL);
        }
        byte[] again = exact.clone();
        HeaderWalk fresh = new HeaderWalk();
        assertThat(fresh.walk(kind.linkType(), again, before, frame.length, original))
                .isEqualTo(flow);
        FlowKey freshKey = new FlowKey();
        fresh.key(freshKey);
        assertThat(freshKey).isEqualTo(key);
    }

    private byte extension() {
        int[] headers = {0, 43, 44, 51, 60, 6, 17, 58};
        return (byte) headers[random.nextInt(headers.length)];
    }

    private static List<byte[]> packets() {
        byte[] padding = {0, 1, 4, 0, 0, 0, 0};
        byte[] routing = new byte[23];
        routing[0] = 2;
        routing[2] = 1;
        List<byte[]> packets = new ArrayList<>();
        packets.add(PacketBuilder.tcp("10.0.0.1", 1, "10.0.0.2", 2).payload(20).ip());
        packets.add(PacketBuilder.icmp("10.0.0.1", "10.0.0.2", 8, 0).payload(20).ip());
        packets.add(PacketBuilder.udp("10.0.0.1", 1, "10.0.0.2", 2)
                .ipOptions(new byte[8])
                .payload(20)
                .ip());
        packets.add(PacketBuilder.icmp("fe80::1", "fe80::2", 135, 0).payload(20).ip());
        packets.add(PacketBuilder.tcp("fe80::1", 1, "fe80::2", 2)
                .extension(0, padding)
                .extension(43, routing)
                .extension(60, padding)
                .payload(20)
                .ip());
        packets.addAll(PacketBuilder.fragments(packets.get(0), 1, 24));
        packets.addAll(PacketBuilder.fragments(packets.get(3), 1, 24));
        return packets;
    }
}
