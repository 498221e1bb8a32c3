package io.brook.analysis.mime;

import java.util.Arrays;

/** Decodes base64 (RFC 2045, section 6.8) as it comes: what is no letter of it is skipped, and what follows padding too. */
public abstract class Base64Decoder {
    private static final String ALPHABET = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final byte[] VALUES = new byte[256];

    static {
        Arrays.fill(VALUES, (byte) -1);
        for (int i = 0; i < ALPHABET.length(); i++) {
            VALUES[ALPHABET.charAt(i)] = (byte) i;
        }
        VALUES['='] = 0;
    }

    /** The letters of the group at hand, six bits each, and how many there are. */
    private int group;

    private int letters;
    private int padding;
    private boolean afterPadding;
    private boolean complained;

    /** The next byte of the contents; its higher bits mean nothing. */
    protected abstract void put(int octet);

    /** Something is no base64. */
    protected abstract void illegal(String what);

    /** Takes in the next letters. */
    public final void decode(byte[] bytes, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            int value = VALUES[bytes[i] & 0xff];
            if (bytes[i] == '=') {
                padding++;
            }
            if (value < 0) {
                complain("character " + bytes[i] + " ignored by Base64 decoding");
            } else {
                add(value);
            }
        }
    }

    private void add(int value) {
        group = group << 6 | value;
        if (++letters < 4) {
            return;
        }
        if (afterPadding) {
            complain("extra base64 groups after '=' padding are ignored");
        } else {
            for (int i = 0; i < 3 - padding; i++) {
                put(group >> 16 - 8 * i);
            }
            afterPadding = padding > 0;
            padding = 0;
        }
        letters = 0;
        group = 0;
    }

    /** Nothing follows: what is left of a group counts as far as it goes. */
    public final void finish() {
        if (letters == 0) {
            return;
        }
        int missing = 4 - letters;
        illegal("incomplete base64 group, padding with " + missing * 6 + " bits of 0");
        for (int i = 0; i < missing; i++) {
            padding++;
            add(0);
        }
    }

    private void complain(String what) {
        if (!complained) {
            complained = true;
            illegal(what);
        }
    }

    /** Whether something in it was no base64; how it ends does not matter. */
    public final boolean hasComplained() {
        return complained;
    }
}
