package io.brook.analysis.protocol.dns;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.weird.WeirdSink;
import java.nio.charset.StandardCharsets;

/** A sequence of character strings, each preceded by its length (RFC 1035, section 3.3). */
final class DnsCharacterStrings {
    private final WeirdSink odd;
    private final FieldReader in;

    /** How many bytes have not been read. */
    int remaining;

    /** @param length how many bytes all of them have, at most what there is */
    DnsCharacterStrings(WeirdSink odd, FieldReader in, int length) {
        this.odd = odd;
        this.in = in;
        this.remaining = length;
    }

    /** The next one, a character a byte; null when there is none, or when it is longer than what is left. */
    String next() {
        if (remaining <= 0) {
            return null;
        }
        int length = in.u8OrZero();
        remaining--;
        if (length > remaining) {
            odd.weird(DnsWeird.TEXT_BEYOND_DATA);
            return null;
        }
        byte[] bytes = new byte[length];
        in.copy(in.position(), length, bytes, 0);
        in.skipUpTo(length);
        remaining -= length;
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }
}
