package io.brook.analysis.protocol.http;

/** How much data one connection may decompress: little that is compressed suspiciously well, and any amount of other data. */
final class HttpInflationBudget {
    static final long FREE = 64L << 20;
    static final long MAX_RATIO = 200;

    private long in;
    private long out;

    void took(int compressed) {
        in += compressed;
    }

    /** Counts decompressed bytes. @return whether more may be decompressed */
    boolean gives(int decompressed) {
        out += decompressed;
        return out <= FREE + MAX_RATIO * in;
    }
}
