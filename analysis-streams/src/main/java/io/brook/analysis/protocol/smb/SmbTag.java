package io.brook.analysis.protocol.smb;

/**
 * The beginning of something in ASN.1: what it is, and how long (X.690, section 8.1). Of a longer length the last four bytes
 * count.
 */
final class SmbTag {
    private static final int LONG = 0x80;

    private final int tag;
    private final int shortLength;
    private final int contents;
    private final long end;
    private final int limit;

    SmbTag(byte[] bytes, int at, int limit) {
        this.limit = limit;
        if (at < 0 || at > limit - 2) {
            tag = 0;
            shortLength = 0;
            contents = limit + 1;
            end = contents;
            return;
        }
        tag = bytes[at] & 0xff;
        shortLength = bytes[at + 1] & 0xff;
        int more = shortLength >= LONG ? shortLength - LONG : 0;
        contents = at + 2 + more;
        long length = more > 0 ? 0 : shortLength;
        for (int i = at + 2; i < contents && i < limit; i++) {
            length = length << 8 & 0xffffffffL | bytes[i] & 0xff;
        }
        end = contents + length;
    }

    /** Which it is; 0 when there is none. */
    int tag() {
        return tag;
    }

    /** The first byte of the length. */
    int shortLength() {
        return shortLength;
    }

    /** Whether it is all here but for the contents. */
    boolean isThere() {
        return contents <= limit;
    }

    /** Whether it is all here. */
    boolean isComplete() {
        return end <= limit;
    }

    /** Where the contents begin: behind the limit if they do not. */
    int contents() {
        return contents;
    }

    /** Where they end: behind the limit if that is not here. */
    int end() {
        return (int) Math.min(end, limit + 1L);
    }
}
