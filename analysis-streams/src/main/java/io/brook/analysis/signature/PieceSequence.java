package io.brook.analysis.signature;

import java.nio.charset.StandardCharsets;

/**
 * Pieces of bytes that must come one after another, with anything between them, anywhere in a stream. The stream comes in parts: what was
 * found so far is one number, which the caller keeps. Each byte is looked at once (Knuth, Morris and Pratt).
 */
public final class PieceSequence {
    /** What was found before the first byte. */
    public static final int NOTHING = 0;

    /** All pieces were found. */
    public static final int ALL = -1;

    private static final int BITS = 16;
    private static final int MATCHED = (1 << BITS) - 1;

    private final byte[][] pieces;

    /** For each piece and each number of its bytes that match, how many match when the next one does not. */
    private final int[][] fallbacks;

    /** @param pieces one character a byte, none of them empty */
    public PieceSequence(String... pieces) {
        this.pieces = new byte[pieces.length][];
        this.fallbacks = new int[pieces.length][];
        for (int i = 0; i < pieces.length; i++) {
            this.pieces[i] = pieces[i].getBytes(StandardCharsets.ISO_8859_1);
            fallbacks[i] = fallbacks(this.pieces[i]);
        }
    }

    private static int[] fallbacks(byte[] piece) {
        int[] fallbacks = new int[piece.length];
        for (int i = 1, matched = 0; i < piece.length; i++) {
            while (matched > 0 && piece[i] != piece[matched]) {
                matched = fallbacks[matched - 1];
            }
            if (piece[i] == piece[matched]) {
                matched++;
            }
            fallbacks[i] = matched;
        }
        return fallbacks;
    }

    /**
     * Looks at the next bytes of the stream.
     *
     * @param found what was found before them
     * @return what is found with them; {@link #ALL} when that is everything
     */
    public int find(int found, byte[] bytes, int offset, int length) {
        if (found == ALL) {
            return ALL;
        }
        int piece = found >>> BITS;
        int matched = found & MATCHED;
        byte[] wanted = pieces[piece];
        int end = offset + length;
        for (int at = offset; at < end; at++) {
            byte next = bytes[at];
            // Almost every byte begins nothing and continues nothing.
            if (matched == 0 && next != wanted[0]) {
                continue;
            }
            while (matched > 0 && next != wanted[matched]) {
                matched = fallbacks[piece][matched - 1];
            }
            if (next == wanted[matched]) {
                matched++;
            }
            if (matched == wanted.length) {
                matched = 0;
                piece++;
                if (piece == pieces.length) {
                    return ALL;
                }
                wanted = pieces[piece];
            }
        }
        return piece << BITS | matched;
    }
}
