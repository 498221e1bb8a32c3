package io.brook.analysis.protocol.http;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.mime.MimeWeird;
import java.util.regex.Pattern;

/** The user's name in a header field with basic authentication (RFC 7617). */
final class BasicCredentials {
    private static final String SCHEME = "basic ";
    private static final Pattern BEFORE_CREDENTIALS = Pattern.compile("(?i)basic[ \t]+");
    private static final String LETTERS = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789+/";
    private static final int LETTER_BITS = 6;

    private BasicCredentials() {}

    /** @return null when it is another kind of authentication */
    static String userIn(String value, SessionContext context) {
        if (!value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        String credentials = decode(BEFORE_CREDENTIALS.matcher(value).replaceFirst(""), context);
        int colon = credentials.indexOf(':');
        return colon < 0 ? "<problem-decoding> (" + value + ")" : credentials.substring(0, colon);
    }

    private static String decode(String base64, SessionContext context) {
        StringBuilder decoded = new StringBuilder();
        int bits = 0;
        int group = 0;
        boolean isOdd = false;
        for (int i = 0; i < base64.length(); i++) {
            int value = LETTERS.indexOf(base64.charAt(i));
            if (value >= 0) {
                group = group << LETTER_BITS | value;
                bits += LETTER_BITS;
                if (bits >= Byte.SIZE) {
                    bits -= Byte.SIZE;
                    decoded.append((char) (group >> bits & 0xff));
                }
            } else if (base64.charAt(i) != '=' && !isOdd) {
                isOdd = true;
                String detail = "character " + (int) (byte) base64.charAt(i) + " ignored by Base64 decoding";
                context.weird(MimeWeird.ILLEGAL_BASE64, detail);
            }
        }
        return decoded.toString();
    }
}
