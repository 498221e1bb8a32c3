package io.brook.analysis.protocol.ntp;

import io.brook.analysis.bytes.ByteCursor;

/** A field behind a message, which Zeek takes for one of Autokey (RFC 5906, section 10), whatever it is. */
final class NtpExtensionField {
    /** Two bytes of type, two of length, and four numbers before the value. */
    private static final int BEFORE_VALUE = 18;

    private static final int LENGTH_AT = 2;
    private static final int VALUE_LENGTH_AT = 14;
    private static final int NUMBER = 4;

    private NtpExtensionField() {}

    /**
     * Moves over one.
     *
     * @return what is wrong with it, as Zeek's parser says it; null when nothing is
     */
    static String skip(ByteCursor in) {
        int size = in.remaining();
        if (size < BEFORE_VALUE) {
            return "Extension_Field:value_len: " + BEFORE_VALUE + " > " + size;
        }
        int length = in.peek16(LENGTH_AT);
        long value = number(in, VALUE_LENGTH_AT);
        if (BEFORE_VALUE + value > size) {
            return "Extension_Field:value: " + (int) (BEFORE_VALUE + value) + " > " + size;
        }
        int at = BEFORE_VALUE + (int) value;
        if (at + NUMBER > size) {
            return "Extension_Field:sig_len: " + (at + NUMBER) + " > " + size;
        }
        long signature = number(in, at);
        at += NUMBER;
        if (at + signature > size) {
            return "Extension_Field:signature: " + (int) (at + signature) + " > " + size;
        }
        at += (int) signature;
        if (length > size) {
            return "Extension_Field:pad: " + length + " > " + size;
        }
        in.skip(Math.max(at, length));
        return null;
    }

    private static long number(ByteCursor in, int ahead) {
        return (long) in.peek16(ahead) << 16 | in.peek16(ahead + 2);
    }
}
