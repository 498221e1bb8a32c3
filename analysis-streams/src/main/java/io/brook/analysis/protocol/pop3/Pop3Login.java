package io.brook.analysis.protocol.pop3;

import io.brook.analysis.mime.Base64Decoder;
import io.brook.analysis.mime.MimeWeird;
import io.brook.analysis.weird.WeirdSink;
import java.nio.charset.StandardCharsets;

/** One line of a client's login. It is only looked at for whether it is well-formed; nothing of it is kept. */
final class Pop3Login extends Base64Decoder {
    private final WeirdSink odd;
    private int zeros;
    private int afterSecondZero;

    private Pop3Login(WeirdSink odd) {
        this.odd = odd;
    }

    /** @param plain whether it is to be an identity, a user and a password, with zero bytes between them (RFC 4616) */
    static void check(WeirdSink odd, String line, boolean plain) {
        byte[] letters = line.getBytes(StandardCharsets.ISO_8859_1);
        Pop3Login login = new Pop3Login(odd);
        login.decode(letters, 0, letters.length);
        if (login.hasComplained()) {
            odd.weird(Pop3Weird.BAD_BASE64);
            return;
        }
        login.finish();
        if (plain && login.afterSecondZero == 0) {
            odd.weird(Pop3Weird.MALFORMED_PLAIN);
        }
    }

    @Override
    protected void put(int octet) {
        if (zeros >= 2) {
            afterSecondZero++;
        } else if ((octet & 0xff) == 0) {
            zeros++;
        }
    }

    @Override
    protected void illegal(String what) {
        odd.weird(MimeWeird.ILLEGAL_BASE64, what);
    }
}
