package io.brook.analysis.hostile;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * One frame that is written again and again, so that making millions costs nothing. Each method writes a header behind what is
 * there already; none writes a checksum.
 */
final class Frame {
    static final int TCP = 6;
    static final int UDP = 17;
    static final int FIN = 1;
    static final int SYN = 2;
    static final int RST = 4;
    static final int ACK = 16;

    private static final VarHandle SHORT = MethodHandles.byteArrayViewVarHandle(short[].class, ByteOrder.BIG_ENDIAN);
    private static final VarHandle INT = MethodHandles.byteArrayViewVarHandle(int[].class, ByteOrder.BIG_ENDIAN);

    private final byte[] bytes = new byte[66_000];
    private int length;

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return length;
    }

    Frame clear() {
        length = 0;
        return this;
    }

    Frame u8(int value) {
        bytes[length++] = (byte) value;
        return this;
    }

    Frame u16(int value) {
        SHORT.set(bytes, length, (short) value);
        length += 2;
        return this;
    }

    Frame u32(int value) {
        INT.set(bytes, length, value);
        length += 4;
        return this;
    }

    /** Bytes that are whatever was there before. */
    Frame any(int count) {
        length += count;
        return this;
    }

    Frame ethernet(int type) {
        return u32(0x02000000).u32(0x00010200).u32(0x00000002).u16(type);
    }

    /** @param payload bytes behind the header */
    Frame ipv4(int protocol, int source, int target, int payload) {
        return fragment(protocol, source, target, 0, 0, false, payload);
    }

    /** @param offset of the fragment, in bytes */
    Frame fragment(int protocol, int source, int target, int id, int offset, boolean more, int payload) {
        u16(0x4500).u16(20 + payload).u16(id).u16((more ? 0x2000 : 0) | offset / 8);
        return u8(64).u8(protocol).u16(0).u32(source).u32(target);
    }

    Frame ipv6(int next, int source, int target, int payload) {
        u32(0x60000000).u16(payload).u8(next).u8(64);
        return u32(0x2a000000)
                .u32(0)
                .u32(0)
                .u32(source)
                .u32(0x2a000000)
                .u32(0)
                .u32(1)
                .u32(target);
    }

    Frame tcp(int sourcePort, int targetPort, int sequence, int acknowledgment, int flags, int payload) {
        u16(sourcePort).u16(targetPort).u32(sequence).u32(acknowledgment);
        return u8(0x50).u8(flags).u16(8192).u32(0).any(payload);
    }

    /** Only the header. */
    Frame udp(int sourcePort, int targetPort, int payload) {
        return u16(sourcePort).u16(targetPort).u16(8 + payload).u16(0);
    }

    Frame vxlan() {
        return u32(0x08000000).u32(0x00000100);
    }

    Frame geneve() {
        return u32(0x00006558).u32(0x00000100);
    }

    Frame gre(int protocol) {
        return u16(0).u16(protocol);
    }
}
