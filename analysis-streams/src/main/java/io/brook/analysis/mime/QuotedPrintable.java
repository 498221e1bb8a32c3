package io.brook.analysis.mime;

import io.brook.analysis.bytes.Ascii;

/** Decodes quoted-printable (RFC 2045, section 6.7) line by line, and takes what is malformed as it is. */
final class QuotedPrintable {
    private QuotedPrintable() {}

    static void decode(MimeEntity entity, MimeMessage message, byte[] bytes, int offset, int length) {
        int end = offset + length;
        int last = end - 1;
        while (last >= offset && Ascii.isBlank(bytes[last])) {
            last--;
        }
        for (int i = offset; i <= last; i++) {
            int octet = bytes[i];
            if (octet == '=') {
                if (i == last) {
                    return;
                }
                int high = i + 2 < end ? Ascii.hexDigit(bytes[i + 1]) : -1;
                int low = high >= 0 ? Ascii.hexDigit(bytes[i + 2]) : -1;
                if (low >= 0) {
                    octet = high << 4 | low;
                    i += 2;
                }
            }
            message.put(entity, octet);
        }
        message.put(entity, '\r');
        message.put(entity, '\n');
    }
}
