package io.brook.capture.source;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** Counts the bytes read from a file. */
final class CountingInput extends FilterInputStream {
    private long count;

    CountingInput(InputStream in) {
        super(in);
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        count += b < 0 ? 0 : 1;
        return b;
    }

    @Override
    public int read(byte[] out, int offset, int length) throws IOException {
        int n = super.read(out, offset, length);
        count += Math.max(n, 0);
        return n;
    }

    long count() {
        return count;
    }
}
