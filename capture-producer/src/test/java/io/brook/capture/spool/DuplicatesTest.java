package io.brook.capture.spool;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.capture.source.Packet;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

class DuplicatesTest {
    private static final long MILLIS = 1_000_000;

    private final Duplicates duplicates = open(SpoolPosition.START);

    private static Duplicates open(SpoolPosition from) {
        return new Duplicates(Duration.ofMillis(20), 2, from);
    }

    /** A UDP datagram over Ethernet. */
    private static Packet packet(long millis, int mac, int vlan, int hops, int payload) {
        ByteBuffer frame = ByteBuffer.allocate(80).putInt(mac).put(new byte[8]);
        if (vlan > 0) {
            frame.putShort((short) 0x8100).putShort((short) vlan);
        }
        frame.putShort((short) 0x0800).put((byte) 0x45).put((byte) 0).putShort((short) 32);
        frame.putInt(7).put((byte) hops).put((byte) 17).putShort((short) (1000 - hops));
        frame.putInt(0x0a000001).putInt(0x0a000002);
        frame.putShort((short) 1000).putShort((short) 53).putShort((short) 12).putShort((short) 0);
        frame.putInt(payload);
        Packet packet = new Packet();
        packet.set(1, millis * MILLIS, frame.array(), 0, 70, 70);
        return packet;
    }

    @Test
    void aPacketThatTwoLinksHaveIsTakenOnce() {
        assertThat(duplicates.isDuplicate(0, packet(1, 1, 0, 64, 9))).isFalse();
        // Behind a router: other Ethernet addresses, a VLAN, one hop less and so another checksum, and padding.
        assertThat(duplicates.isDuplicate(1, packet(6, 2, 3, 63, 9))).isTrue();
        assertThat(duplicates.isDuplicate(1, packet(7, 2, 3, 63, 8))).isFalse();
        assertThat(duplicates.count()).isEqualTo(1);
    }

    @Test
    void aPacketThatWasSentTwiceIsTakenTwice() {
        assertThat(duplicates.isDuplicate(0, packet(1, 1, 0, 64, 9))).isFalse();
        assertThat(duplicates.isDuplicate(0, packet(2, 1, 0, 64, 9))).isFalse();
        assertThat(duplicates.isDuplicate(1, packet(2, 1, 0, 64, 9))).isTrue();
        assertThat(duplicates.isDuplicate(1, packet(3, 1, 0, 64, 9))).isTrue();
        assertThat(duplicates.isDuplicate(1, packet(4, 1, 0, 64, 9))).isFalse();
    }

    @Test
    void whatComesAfterTheWindowIsAnotherPacket() {
        assertThat(duplicates.isDuplicate(0, packet(1, 1, 0, 64, 9))).isFalse();
        assertThat(duplicates.isDuplicate(1, packet(22, 1, 0, 64, 9))).isFalse();
    }

    @Test
    void goesOnWhereItWasSaved() {
        duplicates.isDuplicate(0, packet(1, 1, 0, 64, 9));
        duplicates.isDuplicate(1, packet(1, 1, 0, 64, 9));
        duplicates.isDuplicate(0, packet(2, 1, 0, 64, 8));
        Duplicates next = open(new SpoolPosition(List.of(), duplicates.count(), duplicates.save()));
        assertThat(next.isDuplicate(1, packet(3, 1, 0, 64, 8))).isTrue();
        assertThat(next.isDuplicate(1, packet(3, 1, 0, 64, 9))).isFalse();
        assertThat(next.count()).isEqualTo(2);
    }

    @Test
    void remembersNoMoreThanCanBeSaved() {
        for (int i = 0; i < 3 * Duplicates.MAX_SEEN; i++) {
            assertThat(duplicates.isDuplicate(0, packet(1, 1, 0, 64, i))).isFalse();
        }
        assertThat(duplicates.save()).hasSize(Duplicates.MAX_SEEN);
    }
}
