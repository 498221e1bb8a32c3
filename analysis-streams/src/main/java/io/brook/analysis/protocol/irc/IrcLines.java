package io.brook.analysis.protocol.irc;

import io.brook.analysis.bytes.ByteCursor;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * The lines of one direction, which end with CR, LF or both. A line that grows too long is given in pieces, as in Zeek. Holds at
 * most {@value #MAX_LINE} bytes.
 */
final class IrcLines {
    static final int MAX_LINE = 1000;

    private static final int FIRST_CAPACITY = 128;

    private byte[] held = new byte[FIRST_CAPACITY];
    private int length;
    private boolean afterCr;
    private boolean cut;

    /** The next line without its end; null when there is no whole one yet, and all bytes are taken in. */
    String next(ByteCursor in) {
        cut = false;
        while (in.remaining() > 0) {
            int c = in.peek(0);
            if (afterCr && c == '\n') {
                afterCr = false;
                in.skip(1);
                continue;
            }
            afterCr = false;
            if (length >= held.length && !grow()) {
                // The byte that did not fit is lost.
                cut = true;
                afterCr = c == '\r';
                in.skip(1);
                return line(length - 1);
            }
            in.skip(1);
            if (c == '\r' || c == '\n') {
                afterCr = c == '\r';
                if (afterCr && in.remaining() > 0 && in.peek(0) == '\n') {
                    in.skip(1);
                    afterCr = false;
                }
                return line(length);
            }
            held[length++] = (byte) c;
        }
        return null;
    }

    /** Whether the last line was only a piece of one that was too long. */
    boolean isCut() {
        return cut;
    }

    private boolean grow() {
        if (held.length >= MAX_LINE) {
            return false;
        }
        held = Arrays.copyOf(held, Math.min(2 * held.length, MAX_LINE));
        return true;
    }

    private String line(int used) {
        length = 0;
        return new String(held, 0, used, StandardCharsets.ISO_8859_1);
    }

    /** What has come of a line that has not ended. */
    String rest() {
        return line(length);
    }

    boolean hasRest() {
        return length > 0;
    }
}
