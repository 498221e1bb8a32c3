package io.brook.analysis.mime;

import io.brook.analysis.bytes.Ascii;

/** Decodes quoted-printable (RFC 2045, section 6.7) line by line, and takes what is malformed as it is. */
final class QuotedPrintable {
    private QuotedPrintable() {}

    /**
     * @param out takes the line, with its end if it has one; two bytes longer than the line at least
     * @return how many bytes of it are used
     */
    static int decode(byte[] bytes, int offset, int length, byte[] out) {
        int end = offset + length;
        int last = end - 1;
        while (last >= offset && Ascii.isBlank(bytes[last])) {
            last--;
        }
        int count = 0;
        for (int i = offset; i <= last; i++) {
            int octet = bytes[i];
            if (octet == '=') {
                if (i == last) {
                    return count;
                }
                int high = i + 2 < end ? Ascii.hexDigit(bytes[i + 1]) : -1;
                int low = high >= 0 ? Ascii.hexDigit(bytes[i + 2]) : -1;
                if (low >= 0) {
                    octet = high << 4 | low;
                    i += 2;
                }
            }
            out[count++] = (byte) octet;
        }
        out[count++] = '\r';
        out[count++] = '\n';
        return count;
    }
}
