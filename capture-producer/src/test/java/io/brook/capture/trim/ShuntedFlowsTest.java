package io.brook.capture.trim;

import static io.brook.schemas.testing.PacketBuilder.ACK;
import static io.brook.schemas.testing.PacketBuilder.FIN;
import static io.brook.schemas.testing.PacketBuilder.RST;
import static io.brook.schemas.testing.PacketBuilder.SYN;
import static org.assertj.core.api.Assertions.assertThat;

import io.brook.capture.source.Packet;
import io.brook.schemas.flow.FlowKey;
import io.brook.schemas.flow.HeaderWalk;
import io.brook.schemas.packet.LinkType;
import io.brook.schemas.testing.PacketBuilder;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Which payload is left out once workers have said that nobody needs it. */
class ShuntedFlowsTest {
    private static final long SECOND = 1_000_000_000L;
    private static final int LENGTH = 500;
    private static final String CLIENT = "10.0.0.1";
    private static final String SERVER = "10.0.0.2";
    private static final int PORT = 5001;

    private final ShuntedFlows flows = new ShuntedFlows(false);
    private final HeaderWalk walk = new HeaderWalk();
    private final FlowKey key = new FlowKey();
    private long now = 1_700_000_000L * SECOND;

    private static PacketBuilder segment(int flags, int length) {
        return PacketBuilder.tcp(SERVER, PORT, CLIENT, 40000).flags(flags).payload(length);
    }

    private int see(byte[] bytes, int captured) {
        now += SECOND / 1000;
        Packet packet = new Packet();
        packet.set(LinkType.RAW, now, bytes, 0, captured, bytes.length);
        walk.walk(LinkType.RAW, bytes, 0, captured, bytes.length);
        walk.travelKey(key);
        return flows.surplus(walk, key, packet);
    }

    private int see(PacketBuilder packet) {
        byte[] bytes = packet.ip();
        return see(bytes, bytes.length);
    }

    private int data() {
        return see(segment(ACK, LENGTH));
    }

    private static FlowKey flow() {
        byte[] bytes = segment(ACK, 1).ip();
        HeaderWalk walk = new HeaderWalk();
        walk.walk(LinkType.RAW, bytes, 0, bytes.length, bytes.length);
        FlowKey flow = new FlowKey();
        walk.travelKey(flow);
        return flow;
    }

    /** A worker has seen the last packet and says that nobody needs more. */
    private void name() {
        flows.hear(flow(), now);
    }

    /** From now on its payload is left out. */
    private void shunt() {
        data();
        data();
        name();
        assertThat(data()).isEqualTo(LENGTH);
    }

    @Test
    void isLeftOutInBothDirections() {
        assertThat(data()).isZero();
        assertThat(data()).isZero();
        name();
        assertThat(data()).isEqualTo(LENGTH);
        assertThat(see(PacketBuilder.tcp(CLIENT, 40000, SERVER, PORT).flags(ACK).payload(7)))
                .isEqualTo(7);
        assertThat(see(segment(ACK, 0))).isZero();
        assertThat(flows.shunted()).isOne();
        assertThat(flows.everShunted()).isOne();
    }

    @Test
    void isLeftOutOfThatFlowOnly() {
        shunt();
        PacketBuilder other =
                PacketBuilder.tcp(SERVER, PORT, CLIENT, 40001).flags(ACK).payload(LENGTH);
        assertThat(see(other)).isZero();
        assertThat(see(other)).isZero();
    }

    /** It ends a connection, or begins another one. */
    @ParameterizedTest
    @ValueSource(ints = {SYN, SYN | ACK, FIN | ACK, RST, RST | ACK, SYN | FIN})
    void isPublishedAgainFromAControlSegmentOn(int flags) {
        shunt();
        assertThat(see(segment(flags, LENGTH))).isZero();
        assertThat(data()).isZero();
        assertThat(data()).isZero();
        assertThat(flows.shunted()).isZero();
    }

    @Test
    void aDamagedSynEndsItToo() {
        shunt();
        byte[] syn = segment(SYN, 0).ip();
        syn[syn.length - 1] ^= 1;
        see(syn, syn.length);
        assertThat(data()).isZero();
    }

    /** What a worker says of the connection before is late. */
    @ParameterizedTest
    @ValueSource(ints = {SYN, FIN | ACK, RST})
    void isNotLeftOutOfTheNextConnection(int flags) {
        data();
        data();
        long before = now;
        see(segment(flags, 0));
        data();
        flows.hear(flow(), before);
        assertThat(data()).isZero();
        // But it is when a worker says so of that one.
        name();
        assertThat(data()).isEqualTo(LENGTH);
    }

    /** A capture that was started in the middle does not know what came between. */
    @Test
    void isNotLeftOutOfAFlowThatWasNotFollowedThen() {
        flows.hear(flow(), now);
        assertThat(data()).isZero();
        assertThat(data()).isZero();
        name();
        assertThat(data()).isEqualTo(LENGTH);
    }

    /** A clock that was set back says the same times again. */
    @Test
    void isNotLeftOutForWhatIsStillToCome() {
        data();
        data();
        flows.hear(flow(), now + SECOND);
        assertThat(data()).isZero();
    }

    @Test
    void isNotLeftOutAfterTheClockWasSetBack() {
        data();
        data();
        long before = now;
        now -= 3600 * SECOND;
        see(segment(SYN, 0));
        data();
        data();
        flows.hear(flow(), before);
        flows.hear(flow(), now);
        assertThat(data()).isZero();
    }

    /** As a spool's capture does that goes on, and finds a file that came late. */
    @Test
    void isNotLeftOutForWhatWasPublishedBefore() {
        long before = now + SECOND;
        flows.reached(before);
        data();
        now += 2 * SECOND;
        data();
        flows.hear(flow(), before);
        assertThat(data()).isZero();
        name();
        assertThat(data()).isEqualTo(LENGTH);
    }

    @Test
    void isPublishedAgainAfterASilenceInWhichAWorkerMayForgetTheConnection() {
        shunt();
        now += 240 * SECOND;
        assertThat(data()).isEqualTo(LENGTH);
        now += 260 * SECOND;
        assertThat(data()).isZero();
        assertThat(data()).isZero();
    }

    /** To a worker they are silence. */
    @Test
    void damagedPacketsAreNoSignOfLife() {
        shunt();
        byte[] damaged = segment(ACK, LENGTH).ip();
        damaged[damaged.length - 1] ^= 1;
        for (int i = 0; i < 10; i++) {
            now += 30 * SECOND;
            assertThat(see(damaged, damaged.length)).isZero();
        }
        assertThat(data()).isZero();
    }

    @Test
    void anythingElseIsPublishedAsItIs() {
        shunt();
        byte[] damaged = segment(ACK, LENGTH).ip();
        damaged[damaged.length - 1] ^= 1;
        assertThat(see(damaged, damaged.length)).isZero();
        byte[] cut = segment(ACK, LENGTH).ip();
        assertThat(see(cut, cut.length - 1)).isZero();
        byte[] datagram =
                PacketBuilder.udp(SERVER, PORT, CLIENT, 40000).payload(LENGTH).ip();
        assertThat(see(datagram, datagram.length)).isZero();
        assertThat(data()).isEqualTo(LENGTH);
    }

    @Test
    void damagedPacketsAreCutWhereWorkersTakeThemIn() {
        ShuntedFlows trusting = new ShuntedFlows(true);
        byte[] damaged = segment(ACK, LENGTH).ip();
        damaged[damaged.length - 1] ^= 1;
        Packet packet = new Packet();
        int left = 0;
        for (int i = 0; i < 4; i++) {
            packet.set(LinkType.RAW, ++now, damaged, 0, damaged.length, damaged.length);
            walk.walk(LinkType.RAW, damaged, 0, damaged.length, damaged.length);
            walk.travelKey(key);
            left += trusting.surplus(walk, key, packet);
            trusting.hear(flow(), now);
        }
        assertThat(left).isEqualTo(2 * LENGTH);
    }

    /** A SYN may hide in the second one. */
    @Test
    void isNeverLeftOutOfAFlowWithFragments() {
        shunt();
        byte[] fragment = segment(ACK, LENGTH).ip();
        // More fragments; the header's checksum does not matter here.
        fragment[6] |= 0x20;
        assertThat(see(fragment, fragment.length)).isZero();
        assertThat(data()).isZero();
        name();
        assertThat(data()).isZero();
        assertThat(flows.shunted()).isZero();
    }

    @Test
    void isPublishedAgainOnceTheConnectionIsOver() {
        shunt();
        flows.hearEnd(flow());
        assertThat(data()).isZero();
        assertThat(data()).isZero();
    }

    @Test
    void noMoreFlowsAreFollowedThanAreAllowed() {
        shunt();
        for (int i = 0; i < ShuntedFlows.MAX_FLOWS + 100; i++) {
            see(PacketBuilder.tcp("10.1.0." + (1 + i / 50_000), 1 + i % 50_000, CLIENT, 9)
                    .flags(ACK)
                    .payload(1));
        }
        assertThat(flows.size()).isEqualTo(ShuntedFlows.MAX_FLOWS);
        assertThat(flows.shunted()).isZero();
        assertThat(data()).isZero();
    }

    @Test
    void noMoreIsHeardAtOnceThanIsAllowed() {
        data();
        data();
        FlowKey unknown = new FlowKey();
        for (int i = 0; i < ShuntedFlows.MAX_TOLD; i++) {
            flows.hear(unknown, i);
        }
        name();
        assertThat(data()).isZero();
        name();
        assertThat(data()).isEqualTo(LENGTH);
    }

    @Test
    void bytesAfterThePacketGoToo() {
        shunt();
        byte[] packet = segment(ACK, LENGTH).ip();
        byte[] padded = Arrays.copyOf(packet, packet.length + 4);
        assertThat(see(padded, padded.length)).isEqualTo(LENGTH + 4);
    }
}
