package io.brook.analysis.protocol.smb;

import io.brook.analysis.bytes.FieldReader;

/**
 * The beginning of something in ASN.1: what it is, and how long (X.690, section 8.1). Places count from the beginning of the structure that
 * it lies in; a place that is not there is behind the structure's end.
 *
 * @param tag which it is; 0 when there is none
 * @param shortLength the first byte of the length
 * @param contents where the contents begin
 * @param end where they end
 * @param limit how long the structure is
 */
record SmbTag(int tag, int shortLength, int contents, int end, int limit) {
    private static final int LONG = 0x80;
    private static final int SHORTEST = 2;

    /** The one at a place. Of a length in many bytes the last four count. */
    static SmbTag at(FieldReader in, int place) {
        int behind = in.length() + 1;
        if (place > in.length() - SHORTEST) {
            return new SmbTag(0, 0, behind, behind, in.length());
        }
        in.moveTo(place);
        int tag = in.u8OrZero();
        int first = in.u8OrZero();
        int more = Math.max(0, first - LONG);
        long length = first < LONG ? first : 0;
        for (int i = 0; i < more; i++) {
            length = (length << 8 | in.u8OrZero()) & 0xffffffffL;
        }
        int contents = place + SHORTEST + more;
        return new SmbTag(tag, first, contents, (int) Math.min(contents + length, behind), in.length());
    }

    /** Whether it is all here but for the contents. */
    boolean isThere() {
        return contents <= limit;
    }

    /** Whether it is all here. */
    boolean isComplete() {
        return end <= limit;
    }

    /** The contents of a complete one. */
    FieldReader contentsIn(FieldReader in) {
        return in.slice(contents, end);
    }
}
