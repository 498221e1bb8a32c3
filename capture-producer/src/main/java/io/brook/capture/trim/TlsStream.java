package io.brook.capture.trim;

/**
 * One direction of a TCP connection that may speak TLS, in order from its first byte: follows the record layer (RFC 8446, section 5.1),
 * and gives up at anything that is not plainly TLS as most endpoints speak it.
 */
final class TlsStream {
    private static final int HEADER = 5;
    private static final int CHANGE_CIPHER_SPEC = 20;
    private static final int ALERT = 21;
    private static final int HANDSHAKE = 22;
    private static final int APPLICATION_DATA = 23;
    /** From SSL 3.0 to TLS 1.2; TLS 1.3 also states 1.2. */
    private static final int MAJOR = 3;

    private static final int MAX_MINOR = 3;
    /** What TLS 1.2 allows for a record that is encrypted and compressed (RFC 5246, section 6.2.3). */
    private static final int MAX_RECORD = (1 << 14) + 2048;

    /** The type of the handshake message that must come first: a client's or a server's hello. */
    private final int hello;

    private int next;
    private long length;
    private boolean helloSeen;

    /** How many bytes of the current record's header have come. */
    private int headerLength;

    private int type;
    private int recordLength;
    private int left;

    /** Whether this side has changed to encryption. */
    private boolean changed;

    private boolean sealed;

    TlsStream(int hello) {
        this.hello = hello;
    }

    /** @param sequence that of the first byte */
    void start(int sequence) {
        next = sequence;
    }

    /** The sequence number of the next byte. */
    int next() {
        return next;
    }

    /** The bytes so far. */
    long length() {
        return length;
    }

    /** Whether a complete record of application data has come after the change to encryption. */
    boolean isSealed() {
        return sealed;
    }

    /** @return false when these next bytes are not plainly TLS */
    boolean add(byte[] bytes, int offset, int count) {
        next += count;
        length += count;
        int at = offset;
        int end = offset + count;
        while (at < end) {
            if (headerLength < HEADER) {
                if (!header(bytes[at++] & 0xff)) {
                    return false;
                }
            } else {
                int step = Math.min(left, end - at);
                if (left == recordLength && !first(bytes[at] & 0xff)) {
                    return false;
                }
                at += step;
                left -= step;
                if (left == 0) {
                    end();
                }
            }
        }
        return true;
    }

    private boolean header(int value) {
        headerLength++;
        switch (headerLength) {
            case 1 -> {
                type = value;
                return isExpected();
            }
            case 2 -> {
                return value == MAJOR;
            }
            case 3 -> {
                return value <= MAX_MINOR;
            }
            case 4 -> {
                recordLength = value << 8;
                return true;
            }
            default -> {
                recordLength |= value;
                left = recordLength;
                return recordLength > 0 && recordLength <= MAX_RECORD;
            }
        }
    }

    /** Before the change to encryption only a regular handshake; after it the record types of the original TLS. */
    private boolean isExpected() {
        return switch (type) {
            case HANDSHAKE -> true;
            case CHANGE_CIPHER_SPEC -> helloSeen;
            case ALERT, APPLICATION_DATA -> changed;
            default -> false;
        };
    }

    /** Looks at a record's first byte. */
    private boolean first(int value) {
        if (!helloSeen) {
            helloSeen = true;
            return value == hello;
        }
        return type != CHANGE_CIPHER_SPEC || recordLength == 1 && value == 1;
    }

    private void end() {
        headerLength = 0;
        changed |= type == CHANGE_CIPHER_SPEC;
        sealed |= type == APPLICATION_DATA;
    }
}
