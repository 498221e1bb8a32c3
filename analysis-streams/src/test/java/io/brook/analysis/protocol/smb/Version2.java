package io.brook.analysis.protocol.smb;

import java.nio.charset.StandardCharsets;

/** Messages of version 2, complete. */
final class Version2 {
    /** When files were made, in the units of Windows: 2023-11-14 22:13:20 UTC. */
    static final long TIME = (1_700_000_000L + 11_644_473_600L) * 10_000_000L;

    private Version2() {}

    static byte[] connect(long number, String path) {
        return Message.request2(Smb2Layout.TREE_CONNECT, 0, number)
                .u16(9)
                .u16(0)
                .u16(72)
                .u16(2 * path.length())
                .utf16(path)
                .framed();
    }

    static byte[] connected(long number, int tree, int type) {
        return Message.reply2(Smb2Layout.TREE_CONNECT, tree, number)
                .u16(16)
                .u8(type)
                .zeros(13)
                .framed();
    }

    static byte[] create(long number, int tree, String name, long options) {
        return Message.request2(Smb2Layout.CREATE, tree, number)
                .u16(57)
                .zeros(38)
                .u32(options)
                .u16(120)
                .u16(2 * name.length())
                .zeros(8)
                .utf16(name)
                .framed();
    }

    static byte[] created(long number, int tree, long file, long size) {
        return Message.reply2(Smb2Layout.CREATE, tree, number)
                .u16(89)
                .zeros(6)
                .u64(TIME)
                .u64(TIME)
                .u64(TIME)
                .u64(TIME)
                .u64(size)
                .u64(size)
                .zeros(8)
                .u64(file)
                .u64(0)
                .zeros(8)
                .framed();
    }

    static byte[] read(long number, int tree, long file, long position) {
        return Message.request2(Smb2Layout.READ, tree, number)
                .u16(49)
                .zeros(6)
                .u64(position)
                .u64(file)
                .u64(0)
                .zeros(16)
                .framed();
    }

    static byte[] readReply(long number, int tree, String contents) {
        return Message.reply2(Smb2Layout.READ, tree, number)
                .u16(17)
                .u16(80)
                .u32(contents.length())
                .zeros(8)
                .text(contents)
                .framed();
    }

    static byte[] write(long number, int tree, long file, long position, byte[] contents) {
        return Message.request2(Smb2Layout.WRITE, tree, number)
                .u16(49)
                .u16(112)
                .u32(contents.length)
                .u64(position)
                .u64(file)
                .u64(0)
                .zeros(16)
                .text(new String(contents, StandardCharsets.ISO_8859_1))
                .framed();
    }

    static byte[] close(long number, int tree, long file) {
        return Message.request2(Smb2Layout.CLOSE, tree, number)
                .u16(24)
                .zeros(6)
                .u64(file)
                .u64(0)
                .framed();
    }

    static byte[] rename(long number, int tree, long file, String name) {
        return Message.request2(Smb2Layout.SET_INFO, tree, number)
                .u16(33)
                .u8(1)
                .u8(Smb2Layout.FILE_RENAME)
                .u32(20 + 2 * name.length())
                .u16(96)
                .zeros(6)
                .u64(file)
                .u64(0)
                .zeros(16)
                .u32(2L * name.length())
                .utf16(name)
                .framed();
    }

    static byte[] logOn(long number, byte[] token) {
        return Message.request2(Smb2Layout.SESSION_SETUP, 0, number)
                .u16(25)
                .zeros(10)
                .u16(88)
                .u16(token.length)
                .zeros(8)
                .text(new String(token, StandardCharsets.ISO_8859_1))
                .framed();
    }
}
