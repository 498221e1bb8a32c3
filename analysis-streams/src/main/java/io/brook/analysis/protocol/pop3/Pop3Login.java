package io.brook.analysis.protocol.pop3;

import io.brook.analysis.mime.Base64Decoder;
import io.brook.analysis.weird.WeirdSink;
import java.nio.charset.StandardCharsets;

/** One line of a client's login. It is only looked at for whether it is well-formed; nothing of it is kept. */
final class Pop3Login {
    private Pop3Login() {}

    /** @param plain whether it is to be an identity, a user and a password, with zero bytes between them (RFC 4616) */
    static void check(WeirdSink odd, String line, boolean plain) {
        byte[] letters = line.getBytes(StandardCharsets.ISO_8859_1);
        byte[] decoded = new byte[Base64Decoder.maxDecoded(letters.length)];
        Base64Decoder decoder = new Base64Decoder(odd);
        int length = decoder.decode(letters, 0, letters.length, decoded, 0);
        if (decoder.hasComplained()) {
            odd.weird(Pop3Weird.BAD_BASE64);
            return;
        }
        length = decoder.finish(decoded, length);
        if (plain && !hasPassword(decoded, length)) {
            odd.weird(Pop3Weird.MALFORMED_PLAIN);
        }
    }

    /** Whether something follows the second zero byte. */
    private static boolean hasPassword(byte[] decoded, int length) {
        int zeros = 0;
        for (int i = 0; i < length - 1 && zeros < 2; i++) {
            zeros += decoded[i] == 0 ? 1 : 0;
        }
        return zeros == 2;
    }
}
