package io.brook.capture.trim;

import static io.brook.schemas.testing.PacketBuilder.ACK;
import static io.brook.schemas.testing.PacketBuilder.SYN;

import io.brook.capture.source.Packet;
import io.brook.schemas.flow.FlowKey;
import io.brook.schemas.flow.HeaderWalk;
import io.brook.schemas.packet.LinkType;
import io.brook.schemas.testing.PacketBuilder;
import java.io.ByteArrayOutputStream;
import java.util.Arrays;

/** A client and a server that talk TLS in front of {@link EncryptedFlows}, a segment at a time. */
final class TlsTalk {
    static final int HELLO = 1;
    static final int SERVER_HELLO = 2;
    static final byte[] CHANGE = record(20, new byte[] {1});
    static final long SECOND = 1_000_000_000L;

    private final EncryptedFlows flows;
    private final int port;
    private final HeaderWalk walk = new HeaderWalk();
    private final FlowKey key = new FlowKey();
    private long clientNext = 0xffff_ff00L;
    private long serverNext = 7000;
    private long time = 1_700_000_000L * SECOND;

    /** How many bytes of the last packet nobody needs. */
    private int surplus;

    TlsTalk() {
        this(new EncryptedFlows(false), 443);
    }

    TlsTalk(EncryptedFlows flows, int port) {
        this.flows = flows;
        this.port = port;
    }

    /** A TLS record. */
    static byte[] record(int type, byte[] content) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        out.writeBytes(new byte[] {(byte) type, 3, 3, (byte) (content.length >> 8), (byte) content.length});
        out.writeBytes(content);
        return out.toByteArray();
    }

    /** A record of a handshake message, with nothing in it. */
    static byte[] handshake(int message, int length) {
        byte[] content = new byte[length];
        content[0] = (byte) message;
        return record(22, content);
    }

    /** A record of application data. */
    static byte[] data(int length) {
        return record(23, new byte[length]);
    }

    static byte[] join(byte[]... parts) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        Arrays.stream(parts).forEach(out::writeBytes);
        return out.toByteArray();
    }

    /** SYN, SYN-ACK, ACK. */
    TlsTalk open() {
        return see(fromClient(SYN, clientNext++, 0))
                .see(fromServer(SYN | ACK, serverNext++, clientNext))
                .client(new byte[0]);
    }

    /** The whole handshake, and the first data of both sides: from now on nobody needs what is said. */
    TlsTalk handshake() {
        return open().client(handshake(HELLO, 500))
                .server(join(handshake(SERVER_HELLO, 1000), CHANGE, data(1000)))
                .client(join(CHANGE, data(60)));
    }

    TlsTalk client(byte[] bytes) {
        return see(nextOfClient(bytes));
    }

    TlsTalk server(byte[] bytes) {
        return see(nextOfServer(bytes));
    }

    /** The client's next segment, which is still to be seen. */
    PacketBuilder nextOfClient(byte[] bytes) {
        clientNext += bytes.length;
        return fromClient(ACK, clientNext - bytes.length, serverNext).payload(bytes);
    }

    PacketBuilder nextOfServer(byte[] bytes) {
        serverNext += bytes.length;
        return fromServer(ACK, serverNext - bytes.length, clientNext).payload(bytes);
    }

    /** A segment without payload, wherever it belongs. */
    PacketBuilder fromClient(int flags, long sequence, long acknowledgment) {
        return PacketBuilder.tcp("10.0.0.1", 50_000, "10.0.0.2", port)
                .flags(flags)
                .sequence(sequence)
                .acknowledgment(acknowledgment);
    }

    PacketBuilder fromServer(int flags, long sequence, long acknowledgment) {
        return PacketBuilder.tcp("10.0.0.2", port, "10.0.0.1", 50_000)
                .flags(flags)
                .sequence(sequence)
                .acknowledgment(acknowledgment);
    }

    long clientNext() {
        return clientNext;
    }

    long serverNext() {
        return serverNext;
    }

    TlsTalk see(PacketBuilder packet) {
        byte[] frame = packet.ethernet();
        return see(frame, frame.length);
    }

    /** @param original how many bytes the frame had, of which these were captured */
    TlsTalk see(byte[] frame, int original) {
        time += SECOND / 1000;
        Packet seen = new Packet();
        seen.set(LinkType.ETHERNET, time, frame, 0, frame.length, original);
        walk.walk(LinkType.ETHERNET, frame, 0, frame.length, original);
        walk.key(key);
        surplus = flows.surplus(walk, key, seen);
        return this;
    }

    TlsTalk waits(long seconds) {
        time += seconds * SECOND;
        return this;
    }

    /** How many bytes of the last packet nobody needs. */
    int surplus() {
        return surplus;
    }

    /** Whether what both sides say now is left out. */
    boolean isTrimmed() {
        boolean trimmed = client(data(100)).surplus() == 105;
        trimmed &= server(data(100)).surplus() == 105;
        return trimmed;
    }

    /** Whether all of what both sides say now is kept. */
    boolean isWhole() {
        boolean whole = client(data(100)).surplus() == 0;
        whole &= server(data(100)).surplus() == 0;
        return whole && client(data(100)).surplus() == 0;
    }
}
