package io.brook.analysis.protocol.http;

/** How much one connection may have decompressed: only a little of what is very dense, and any amount of what is not. */
final class HttpInflationBudget {
    static final long FREE = 64L << 20;
    static final long MAX_RATIO = 200;

    private long in;
    private long out;

    void took(int compressed) {
        in += compressed;
    }

    /** Counts what came out. @return whether more may be decompressed */
    boolean gives(int decompressed) {
        out += decompressed;
        return out <= FREE + MAX_RATIO * in;
    }
}
