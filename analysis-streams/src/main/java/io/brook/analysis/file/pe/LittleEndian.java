package io.brook.analysis.file.pe;

/** Numbers as PE headers have them: the lowest byte first. */
final class LittleEndian {
    private LittleEndian() {}

    static int u16(byte[] bytes, int at) {
        return bytes[at] & 0xff | (bytes[at + 1] & 0xff) << 8;
    }

    static long u32(byte[] bytes, int at) {
        return u16(bytes, at) | (long) u16(bytes, at + 2) << 16;
    }
}
