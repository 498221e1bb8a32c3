package io.brook.analysis.protocol.smb;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** A message made by hand, field by field; numbers are little-endian. */
final class Message {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    /** A request of version 1, in UTF-16. */
    static Message request1(int command, int tree, int number) {
        return header1(command, 0x08, tree, number);
    }

    static Message reply1(int command, int tree, int number) {
        return header1(command, 0x88, tree, number);
    }

    private static Message header1(int command, int flags, int tree, int number) {
        return new Message()
                .hex("ff534d42")
                .u8(command)
                .u32(0)
                .u8(flags)
                .u16(0xc801)
                .zeros(12)
                .u16(tree)
                .u16(1)
                .u16(100)
                .u16(number);
    }

    /** A request of version 2. */
    static Message request2(int command, int tree, long number) {
        return header2(command, 0, 0, tree, number);
    }

    static Message reply2(int command, int tree, long number) {
        return reply2(command, tree, number, 0);
    }

    static Message reply2(int command, int tree, long number, long status) {
        return header2(command, status, 1, tree, number);
    }

    private static Message header2(int command, long status, int flags, int tree, long number) {
        return new Message()
                .hex("fe534d42")
                .u16(64)
                .u16(1)
                .u32(status)
                .u16(command)
                .u16(1)
                .u32(flags)
                .u32(0)
                .u64(number)
                .u32(0)
                .u32(tree)
                .u64(7)
                .zeros(16);
    }

    Message u8(int value) {
        bytes.write(value);
        return this;
    }

    Message u16(int value) {
        return u8(value).u8(value >> 8);
    }

    Message u32(long value) {
        return u16((int) value).u16((int) (value >> 16));
    }

    Message u64(long value) {
        return u32(value).u32(value >> 32);
    }

    Message zeros(int count) {
        bytes.writeBytes(new byte[count]);
        return this;
    }

    Message hex(String hex) {
        bytes.writeBytes(HexFormat.of().parseHex(hex.replace(" ", "")));
        return this;
    }

    Message text(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.ISO_8859_1));
        return this;
    }

    Message utf16(String text) {
        bytes.writeBytes(text.getBytes(StandardCharsets.UTF_16LE));
        return this;
    }

    int length() {
        return bytes.size();
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    /** With the framing. */
    byte[] framed() {
        Message framed = new Message();
        framed.u8(0).u8(length() >> 16).u8(length() >> 8).u8(length());
        framed.bytes.writeBytes(bytes.toByteArray());
        return framed.bytes();
    }
}
