package io.brook.analysis.protocol.dns;

import io.brook.analysis.analyzer.SessionContext;
import java.nio.charset.StandardCharsets;

/** Texts that lie one behind the other, each behind its length (RFC 1035, section 3.3). */
final class CharacterStrings {
    private final SessionContext context;
    private final MessageBytes in;
    private int remaining;

    /** @param length how many bytes all of them have, at most what there is */
    CharacterStrings(SessionContext context, MessageBytes in, int length) {
        this.context = context;
        this.in = in;
        this.remaining = length;
    }

    /** The next one, a character a byte; null when there is none, or when it is longer than what is left. */
    String next() {
        if (remaining <= 0) {
            return null;
        }
        int length = in.u8();
        remaining--;
        if (length > remaining) {
            context.weird("DNS_TXT_char_str_past_rdlen", null);
            return null;
        }
        byte[] bytes = new byte[length];
        in.copy(in.position(), length, bytes, 0);
        in.skip(length);
        remaining -= length;
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    /** How many bytes have not been read. */
    int remaining() {
        return remaining;
    }
}
