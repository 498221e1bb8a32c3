package io.brook.analysis.flow;

import io.brook.schemas.flow.Direction;
import java.util.Locale;

/**
 * What happened on a connection, a letter per first event: upper case by the originator, lower case by the responder. Some
 * letters come again at the 10th, 100th, ... occurrence. Zeek's conn.log field {@code history}.
 */
final class History {
    /** The bound of letters. No honest connection reaches it, but each RST with a new sequence number adds one. */
    static final int MAX_LETTERS = 256;

    /** Roles were flipped. */
    private static final char FLIPPED = '^';

    private StringBuilder letters = new StringBuilder(8);
    private int seen;

    /**
     * Adds a letter if this side has not had one of its kind.
     *
     * @param kind a bit below 2^16; letters may share one
     * @return whether the side had one before
     */
    boolean once(int kind, char letter, Direction direction) {
        int bit = direction.isFromOriginator() ? kind : kind << 16;
        if ((seen & bit) != 0) {
            return true;
        }
        seen |= bit;
        add(letter, direction);
        return false;
    }

    /** @param letter in upper case */
    void add(char letter, Direction direction) {
        if (letters.length() < MAX_LETTERS) {
            letters.append(direction.isFromOriginator() ? letter : (char) (letter | 0x20));
        }
    }

    /**
     * Counts an occurrence and adds the letter at the 1st, 10th, 100th, ...
     *
     * @param count how often it had occurred before
     * @return how often it has now
     */
    int scaled(char letter, Direction direction, int count) {
        int now = count + 1;
        if (isPowerOfTen(now)) {
            add(letter, direction);
        }
        return now;
    }

    private static boolean isPowerOfTen(int n) {
        while (n >= 10 && n % 10 == 0) {
            n /= 10;
        }
        return n == 1;
    }

    /** Originator and responder change places from here on; letters already there keep their case. */
    void flip() {
        seen = seen >>> 16 | seen << 16;
        letters.append(FLIPPED);
    }

    /** Originator and responder change places from here on, and what each was seen to do is not taken back. */
    void reverse() {
        letters.append(FLIPPED);
    }

    /** Whether the only thing seen is a SYN-ACK from the side that was taken for the originator. */
    boolean isLoneSynAck() {
        return letters.length() == 1 && letters.charAt(0) == 'H';
    }

    /** The roles were wrong from the first letter on. */
    void flipFromTheStart() {
        String corrected = letters.toString().toLowerCase(Locale.ROOT);
        letters.setLength(0);
        seen = seen >>> 16 | seen << 16;
        letters.append(FLIPPED).append(corrected);
    }

    /** The letters, or null when there are none. */
    String letters() {
        return letters.length() == 0 ? null : letters.toString();
    }
}
