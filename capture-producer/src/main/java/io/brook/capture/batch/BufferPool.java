package io.brook.capture.batch;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;

/** Reusable byte arrays for batches; sizes are powers of two from {@link #MIN_SIZE}. Not thread-safe. */
public final class BufferPool {
    /** A dense flow's batch, of four to six packets, seldom needs more. */
    static final int MIN_SIZE = 2 * 1024;

    /** How much is kept for later; anything more is left to the garbage collector. */
    static final long MAX_KEPT = 32 << 20;

    private final List<ArrayDeque<byte[]>> bySize = new ArrayList<>();
    private long kept;

    /** An array of at least {@code length} bytes, with arbitrary contents. */
    byte[] take(int length) {
        int size = sizeClass(length);
        byte[] buffer = size < bySize.size() ? bySize.get(size).poll() : null;
        if (buffer == null) {
            return new byte[MIN_SIZE << size];
        }
        kept -= buffer.length;
        return buffer;
    }

    /** Takes back an array that came from here. */
    void give(byte[] buffer) {
        if (kept + buffer.length > MAX_KEPT) {
            return;
        }
        int size = sizeClass(buffer.length);
        while (bySize.size() <= size) {
            bySize.add(new ArrayDeque<>());
        }
        bySize.get(size).push(buffer);
        kept += buffer.length;
    }

    long kept() {
        return kept;
    }

    private static int sizeClass(int length) {
        return Integer.SIZE - Integer.numberOfLeadingZeros((Math.max(length, MIN_SIZE) - 1) / MIN_SIZE);
    }
}
