package io.brook.analysis.testing;

import static io.brook.schemas.testing.PacketBuilder.ACK;
import static io.brook.schemas.testing.PacketBuilder.FIN;
import static io.brook.schemas.testing.PacketBuilder.RST;
import static io.brook.schemas.testing.PacketBuilder.SYN;

import io.brook.schemas.testing.PacketBuilder;
import java.nio.charset.StandardCharsets;

/**
 * One end of a TCP conversation. Keeps its sequence numbers and acknowledges what the other end has sent, so that a test reads
 * as a story: {@code a.syn(); b.synAck(); a.ack(); a.data(100); b.ack();}
 */
public final class TcpHost {
    private final Wire wire;
    private final String address;
    private final int port;
    private TcpHost peer;

    private long start;
    private long next;
    private int window = 8192;
    private boolean corrupt;
    private byte[] last;

    private TcpHost(Wire wire, String address, int port, long start) {
        this.wire = wire;
        this.address = address;
        this.port = port;
        this.start = start;
        this.next = start;
    }

    /** Two hosts that can talk: the first one is 10.0.0.1, the second 10.0.0.2. */
    public static TcpHost[] pair(Wire wire, int port, int peerPort) {
        TcpHost a = new TcpHost(wire, "10.0.0.1", port, 1000);
        TcpHost b = new TcpHost(wire, "10.0.0.2", peerPort, 5000);
        a.peer = b;
        b.peer = a;
        return new TcpHost[] {a, b};
    }

    public TcpHost syn() {
        return segment(SYN, 0);
    }

    public TcpHost synWithData(int length) {
        return segment(SYN, length);
    }

    public TcpHost synAck() {
        return segment(SYN | ACK, 0);
    }

    public TcpHost ack() {
        return segment(ACK, 0);
    }

    public TcpHost data(int length) {
        return segment(ACK, length);
    }

    /** Sends a text, one byte a character. */
    public TcpHost says(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        emit(ACK, next, peer.next, bytes);
        next += bytes.length;
        return this;
    }

    public TcpHost fin() {
        return segment(FIN | ACK, 0);
    }

    public TcpHost finWithData(int length) {
        return segment(FIN | ACK, length);
    }

    public TcpHost rst() {
        return segment(RST | ACK, 0);
    }

    /** A segment with any flags at the next sequence number. */
    public TcpHost segment(int flags, int length) {
        send(flags, next, length);
        boolean counts = (flags & RST) == 0;
        next += (flags & SYN) / SYN + (flags & FIN) / FIN + (counts ? length : 0);
        return this;
    }

    /** Data at a place in the stream, from 0, whatever was sent before. */
    public TcpHost dataAt(long place, int length) {
        long sequence = start + 1 + place;
        send(ACK, sequence, length);
        next = Math.max(next, sequence + length);
        return this;
    }

    /** Data that reaches the other host and not the capture. */
    public TcpHost unseenData(int length) {
        next += length;
        return this;
    }

    /** A pure acknowledgment of the other host's stream up to a place in it, from 0. */
    public TcpHost ackUpTo(long place) {
        emit(ACK, next, peer.start + 1 + place, 0);
        return this;
    }

    /** The last segment, byte by byte. */
    public TcpHost again() {
        wire.send(last);
        return this;
    }

    /** Begins another connection from the same port: numbering starts anew. */
    public TcpHost restart(long sequence) {
        start = sequence;
        next = sequence;
        return this;
    }

    /** The window of all segments from now on. */
    public TcpHost window(int size) {
        window = size;
        return this;
    }

    /** Makes the next segment's checksum wrong. */
    public TcpHost corrupted() {
        corrupt = true;
        return this;
    }

    public TcpHost waits(double seconds) {
        wire.pass(seconds);
        return this;
    }

    private void send(int flags, long sequence, int length) {
        emit(flags, sequence, (flags & ACK) == 0 ? 0 : peer.next, length);
    }

    private void emit(int flags, long sequence, long acknowledgment, int length) {
        emit(segment(flags, sequence, acknowledgment).payload(length));
    }

    private void emit(int flags, long sequence, long acknowledgment, byte[] payload) {
        emit(segment(flags, sequence, acknowledgment).payload(payload));
    }

    private PacketBuilder segment(int flags, long sequence, long acknowledgment) {
        return PacketBuilder.tcp(address, port, peer.address, peer.port)
                .flags(flags)
                .sequence(sequence)
                .acknowledgment(acknowledgment)
                .window(window);
    }

    private void emit(PacketBuilder packet) {
        last = (corrupt ? packet.badChecksum() : packet).ip();
        corrupt = false;
        wire.send(last);
    }
}
