package io.brook.analysis.protocol.ssl;

import io.brook.analysis.bytes.ByteCursor;

/**
 * A handshake message of one direction that comes in several records; complete once all records from its first to its last are
 * there.
 */
final class DtlsFragments {
    /** As in Zeek. */
    private static final int MAX_LENGTH = 100_000;

    private static final int MAX_PIECES = 30;
    private static final int WINDOW = Integer.SIZE;
    private static final String JUMP = "DTLS handshake fragment sequence number outside of reassembly window";

    private byte[] bytes;
    private int message;
    private long first;
    private boolean firstSeen;
    private long last;

    /** The records that have come, one bit for each, counted from the first. */
    private int seen;

    /** Whether the last fragment has made the message complete. */
    boolean complete;

    /**
     * @param sequence the record's number
     * @param number the message's number
     * @param in the fragment
     * @return what is wrong with it, or null
     */
    String add(long sequence, int number, int length, int offset, int fragment, ByteCursor in) {
        complete = false;
        if (length > MAX_LENGTH) {
            return "DTLS record length " + length + " larger than allowed maximum.";
        }
        if (bytes == null || message != number || bytes.length != length) {
            begin(sequence, number, length);
        }
        if (first > sequence) {
            if (firstSeen) {
                return "Saw second and different first message fragment for handshake.";
            }
            if (first - sequence >= WINDOW) {
                return JUMP;
            }
            seen <<= (int) (first - sequence);
            first = sequence;
        }
        if (sequence - first >= WINDOW) {
            return JUMP;
        }
        firstSeen |= offset == 0;
        int bit = 1 << sequence - first;
        if ((seen & bit) != 0) {
            return null;
        }
        if (in.remaining() != fragment) {
            return "DTLS handshake record length does not match packet length";
        }
        if (offset + fragment > length) {
            return "DTLS handshake fragment trying to write past end of buffer";
        }
        seen |= bit;
        System.arraycopy(in.array(), in.position(), bytes, offset, fragment);
        if (offset + fragment == length) {
            last = sequence;
        }
        return last != 0 && firstSeen ? judge() : null;
    }

    private void begin(long sequence, int number, int length) {
        bytes = new byte[length];
        message = number;
        first = sequence;
        firstSeen = false;
        last = 0;
        seen = 0;
    }

    private String judge() {
        long pieces = last - first;
        if (pieces > MAX_PIECES || pieces < 0) {
            return "DTLS Message fragmented over more than 30 pieces. Cannot reassemble.";
        }
        int all = (int) ((1L << pieces + 1) - 1);
        complete = (~seen & all) == 0;
        return null;
    }

    ByteCursor message() {
        return new ByteCursor(bytes, 0, bytes.length);
    }
}
