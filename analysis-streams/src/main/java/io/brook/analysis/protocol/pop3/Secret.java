package io.brook.analysis.protocol.pop3;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.mime.Base64Decoder;
import io.brook.analysis.mime.MimeWeird;
import java.nio.charset.StandardCharsets;

/** One line of a client's login. It is only looked at for whether it is well-formed; nothing of it is kept. */
final class Secret extends Base64Decoder {
    private final SessionContext context;
    private int zeros;
    private int afterSecondZero;

    private Secret(SessionContext context) {
        this.context = context;
    }

    /** @param plain whether it is to be an identity, a user and a password, with zero bytes between them (RFC 4616) */
    static void check(SessionContext context, String line, boolean plain) {
        byte[] letters = line.getBytes(StandardCharsets.ISO_8859_1);
        Secret secret = new Secret(context);
        secret.decode(letters, 0, letters.length);
        if (secret.hasComplained()) {
            context.weird("pop3_bad_base64_encoding", null);
            return;
        }
        secret.finish();
        if (plain && secret.afterSecondZero == 0) {
            context.weird("pop3_malformed_auth_plain", null);
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
        context.weird(MimeWeird.ILLEGAL_BASE64, what);
    }
}
