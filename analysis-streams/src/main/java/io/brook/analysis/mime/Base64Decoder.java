package io.brook.analysis.mime;

import io.brook.analysis.weird.WeirdSink;
import java.util.Arrays;

/** Decodes base64 (RFC 2045, section 6.8) as it comes. It skips what is not a letter of it, and what follows padding. */
public final class Base64Decoder {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final byte[] VALUES = new byte[256];
    private static final int GROUP = 4;
    private static final int BYTES = 3;

    static {
        Arrays.fill(VALUES, (byte) -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            VALUES[ALPHABET.charAt(i)] = (byte) i;
        }
        VALUES['='] = 0;
    }

    private final WeirdSink weirds;

    /** The letters of the group at hand, six bits each, and how many there are. */
    private int group;

    private int letters;
    private int padding;
    private boolean isAfterPadding;
    private boolean hasComplained;

    /** @param weirds who is told, once, that something is not base64; and how it ends if that is within a group */
    public Base64Decoder(WeirdSink weirds) {
        this.weirds = weirds;
    }

    /** How long the array must be for what is decoded from so many letters, with what is left of those before. */
    public static int maxDecoded(int length) {
        return (length / GROUP + 1) * BYTES;
    }

    /**
     * Takes in the next letters.
     *
     * @param out takes what is decoded; see {@link #maxDecoded}
     * @param start where in it that begins
     * @return where it ends
     */
    public int decode(byte[] bytes, int offset, int length, byte[] out, int start) {
        int at = start;
        for (int i = offset; i < offset + length; i++) {
            int value = VALUES[bytes[i] & 0xff];
            if (bytes[i] == '=') {
                padding++;
            }
            if (value < 0) {
                complain("character " + bytes[i] + " ignored by Base64 decoding");
            } else {
                group = group << 6 | value;
                if (++letters == GROUP) {
                    at = decodeGroup(out, at);
                }
            }
        }
        return at;
    }

    private int decodeGroup(byte[] out, int start) {
        int at = start;
        if (isAfterPadding) {
            complain("extra base64 groups after '=' padding are ignored");
        } else {
            for (int i = 0; i < BYTES - padding; i++) {
                out[at++] = (byte) (group >> 16 - 8 * i);
            }
            isAfterPadding = padding > 0;
            padding = 0;
        }
        letters = 0;
        group = 0;
        return at;
    }

    /**
     * Nothing follows: what is left of a group counts as far as it goes.
     *
     * @param out takes three bytes at most
     * @param start where in it they begin
     * @return where they end
     */
    public int finish(byte[] out, int start) {
        if (letters == 0) {
            return start;
        }
        int missing = GROUP - letters;
        weirds.weird(MimeWeird.ILLEGAL_BASE64, "incomplete base64 group, padding with " + missing * 6 + " bits of 0");
        group <<= 6 * missing;
        padding += missing;
        return decodeGroup(out, start);
    }

    private void complain(String what) {
        if (!hasComplained) {
            hasComplained = true;
            weirds.weird(MimeWeird.ILLEGAL_BASE64, what);
        }
    }

    /** Whether something in it was not base64; how it ends does not matter. */
    public boolean hasComplained() {
        return hasComplained;
    }
}
