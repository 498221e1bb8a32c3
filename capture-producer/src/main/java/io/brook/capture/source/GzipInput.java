package io.brook.capture.source;

import java.io.IOException;
import java.io.InputStream;
import java.util.zip.CRC32;
import java.util.zip.DataFormatException;
import java.util.zip.Inflater;

/**
 * Decompresses gzip (RFC 1952) with any number of members. Unlike {@link java.util.zip.GZIPInputStream} it delivers everything before
 * damage, and distinguishes damage from the end: the JDK's class takes anything after the first member that is not another member
 * for the end, and on a pipe even a second member.
 */
final class GzipInput extends InputStream {
    private static final int MAGIC_1 = 0x1f;
    private static final int MAGIC_2 = 0x8b;
    private static final int DEFLATE = 8;
    private static final int HEADER_CRC = 2;
    private static final int EXTRA = 4;
    private static final int NAME = 8;
    private static final int COMMENT = 16;
    private static final int RESERVED = 0xe0;

    private final InputStream in;
    private final byte[] packed = new byte[64 * 1024];
    private int at;
    private int limit;
    private final Inflater inflater = new Inflater(true);
    private final CRC32 crc = new CRC32();
    private boolean ended;
    private DamageException damage;

    GzipInput(InputStream in) throws IOException {
        this.in = in;
        try {
            header();
        } catch (IOException e) {
            inflater.end();
            throw e;
        }
    }

    /** Whether these are the first two bytes of a gzip file. */
    static boolean recognises(byte[] start) {
        return start.length >= 2 && (start[0] & 0xff) == MAGIC_1 && (start[1] & 0xff) == MAGIC_2;
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] out, int offset, int length) throws IOException {
        if (damage != null) {
            throw damage;
        }
        while (!ended && length > 0) {
            int n = inflate(out, offset, length);
            if (n > 0) {
                crc.update(out, offset, n);
                return n;
            }
            nextMember();
        }
        return length > 0 ? -1 : 0;
    }

    /** @return the bytes unpacked; 0 at the end of a member */
    private int inflate(byte[] out, int offset, int length) throws IOException {
        long before = inflater.getBytesWritten();
        try {
            int n = inflater.inflate(out, offset, length);
            while (n == 0 && !inflater.finished()) {
                if (inflater.needsDictionary()) {
                    throw new DamageException("gzip data that asks for a dictionary");
                }
                if (!hasPacked()) {
                    throw endsEarly();
                }
                inflater.setInput(packed, at, limit - at);
                at = limit;
                n = inflater.inflate(out, offset, length);
            }
            return n;
        } catch (DataFormatException e) {
            damage = new DamageException("corrupt gzip data (" + e.getMessage() + ")");
            int good = (int) (inflater.getBytesWritten() - before);
            if (good > 0) {
                return good;
            }
            throw damage;
        }
    }

    private void nextMember() throws IOException {
        at = limit - inflater.getRemaining();
        int sum = i32();
        int size = i32();
        if (sum != (int) crc.getValue() || size != (int) inflater.getBytesWritten()) {
            throw new DamageException("corrupt gzip data (its checksum is wrong)");
        }
        if (!hasPacked()) {
            ended = true;
            return;
        }
        inflater.reset();
        crc.reset();
        header();
    }

    private void header() throws IOException {
        if (u8() != MAGIC_1 || u8() != MAGIC_2 || u8() != DEFLATE) {
            throw new DamageException("bytes that are not gzip data");
        }
        int flags = u8();
        if ((flags & RESERVED) != 0) {
            throw new DamageException("a gzip header of an unknown kind");
        }
        skip(6);
        if ((flags & EXTRA) != 0) {
            skip(u8() | u8() << 8);
        }
        if ((flags & NAME) != 0) {
            skipText();
        }
        if ((flags & COMMENT) != 0) {
            skipText();
        }
        if ((flags & HEADER_CRC) != 0) {
            skip(2);
        }
    }

    private void skip(int length) throws IOException {
        for (int i = 0; i < length; i++) {
            u8();
        }
    }

    private void skipText() throws IOException {
        int c;
        do {
            c = u8();
        } while (c != 0);
    }

    private int i32() throws IOException {
        return u8() | u8() << 8 | u8() << 16 | u8() << 24;
    }

    private int u8() throws IOException {
        if (!hasPacked()) {
            throw endsEarly();
        }
        return packed[at++] & 0xff;
    }

    private static DamageException endsEarly() {
        return new DamageException("the gzip data ends early");
    }

    private boolean hasPacked() throws IOException {
        if (at < limit) {
            return true;
        }
        at = 0;
        limit = Math.max(in.read(packed, 0, packed.length), 0);
        return limit > 0;
    }

    @Override
    public void close() throws IOException {
        inflater.end();
        in.close();
    }
}
