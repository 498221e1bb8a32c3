package io.brook.capture.batch;

import io.brook.capture.source.Packet;
import java.nio.ByteBuffer;
import java.util.Arrays;

/** Makes Ethernet frames that carry IP. */
final class Frames {
    static final int ETHERNET = 1;
    static final long MILLIS = 1_000_000L;
    static final long SECOND = 1_000_000_000L;

    private Frames() {}

    /** A UDP datagram between 10.0.0.x hosts. */
    static byte[] udp(int from, int fromPort, int to, int toPort, byte[] payload) {
        ByteBuffer udp = ByteBuffer.allocate(8 + payload.length)
                .putShort((short) fromPort)
                .putShort((short) toPort)
                .putShort((short) (8 + payload.length))
                .putShort((short) 0)
                .put(payload);
        return ipv4(from, to, 0, 0, false, udp.array());
    }

    /** Part of a UDP datagram: {@code offset} is where in the datagram, header included, and a multiple of 8. */
    static byte[] fragment(int from, int to, int id, byte[] datagram, int offset, int end) {
        byte[] part = Arrays.copyOfRange(datagram, offset, end);
        return ipv4(from, to, id, offset, end < datagram.length, part);
    }

    /** A UDP header and as many payload bytes. */
    static byte[] datagram(int fromPort, int toPort, int payload) {
        return ByteBuffer.allocate(8 + payload)
                .putShort((short) fromPort)
                .putShort((short) toPort)
                .putShort((short) (8 + payload))
                .array();
    }

    static byte[] ipv4(int from, int to, int id, int offset, boolean more, byte[] payload) {
        return ByteBuffer.allocate(34 + payload.length)
                .put(new byte[12])
                .putShort((short) 0x0800)
                .put((byte) 0x45)
                .put((byte) 0)
                .putShort((short) (20 + payload.length))
                .putShort((short) id)
                .putShort((short) (offset / 8 | (more ? 0x2000 : 0)))
                .put((byte) 64)
                .put((byte) 17)
                .putShort((short) 0)
                .putInt(0x0a000000 | from)
                .putInt(0x0a000000 | to)
                .put(payload)
                .array();
    }

    /** A fragment of a UDP datagram over IPv6; a first header other than UDP stands in later fragments. */
    static byte[] fragment6(int from, int to, int id, int nextHeader, byte[] datagram, int offset, int end) {
        return ByteBuffer.allocate(14 + 40 + 8 + end - offset)
                .put(new byte[12])
                .putShort((short) 0x86dd)
                .putInt(0x60000000)
                .putShort((short) (8 + end - offset))
                .put((byte) 44)
                .put((byte) 64)
                .putLong(0x20010db800000000L)
                .putLong(from)
                .putLong(0x20010db800000000L)
                .putLong(to)
                .put((byte) nextHeader)
                .put((byte) 0)
                .putShort((short) (offset | (end < datagram.length ? 1 : 0)))
                .putInt(id)
                .put(datagram, offset, end - offset)
                .array();
    }

    static byte[] arp() {
        return ByteBuffer.allocate(42)
                .put(new byte[12])
                .putShort((short) 0x0806)
                .array();
    }

    static Packet packet(long time, byte[] frame) {
        return packet(ETHERNET, time, frame);
    }

    static Packet packet(int linkType, long time, byte[] frame) {
        Packet packet = new Packet();
        packet.set(linkType, time, frame, 0, frame.length, frame.length);
        return packet;
    }
}
