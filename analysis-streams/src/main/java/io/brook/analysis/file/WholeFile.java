package io.brook.analysis.file;

import io.brook.analysis.analyzer.FileFollower;
import java.util.Arrays;

/** Keeps a file's bytes until it is complete, for what can only be read as a whole. Gives up past {@value #MAX_BYTES} bytes. */
public abstract class WholeFile implements FileFollower {
    private static final int MAX_BYTES = 256 * 1024;
    private static final byte[] NOTHING = {};

    private byte[] bytes = NOTHING;
    private int length;
    private boolean incomplete;

    @Override
    public final boolean data(byte[] from, int offset, int count) {
        if (length + count > MAX_BYTES) {
            return giveUp();
        }
        if (length + count > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(length + count, 2 * bytes.length));
        }
        System.arraycopy(from, offset, bytes, length, count);
        length += count;
        return true;
    }

    @Override
    public final boolean gap(long missing) {
        return giveUp();
    }

    private boolean giveUp() {
        incomplete = true;
        bytes = NOTHING;
        length = 0;
        return false;
    }

    @Override
    public final void end() {
        if (!incomplete && length > 0) {
            complete(Arrays.copyOf(bytes, length));
        }
    }

    /** All of the file's bytes are there. */
    protected abstract void complete(byte[] contents);
}
