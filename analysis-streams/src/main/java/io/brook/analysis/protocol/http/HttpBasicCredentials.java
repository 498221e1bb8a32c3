package io.brook.analysis.protocol.http;

import io.brook.analysis.bytes.Ascii;
import io.brook.analysis.mime.MimeWeird;
import io.brook.analysis.weird.WeirdSink;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/** The user's name in a header field with basic authentication (RFC 7617). */
final class HttpBasicCredentials {
    private static final String SCHEME = "basic ";

    private HttpBasicCredentials() {}

    /** @return null when it is another kind of authentication */
    static String userIn(String value, WeirdSink weirds) {
        if (!value.regionMatches(true, 0, SCHEME, 0, SCHEME.length())) {
            return null;
        }
        int start = SCHEME.length();
        while (start < value.length() && Ascii.isBlank(value.charAt(start))) {
            start++;
        }
        String credentials = decode(value.substring(start), weirds);
        int colon = credentials.indexOf(':');
        return colon < 0 ? "<problem-decoding> (" + value + ")" : credentials.substring(0, colon);
    }

    /** Like Zeek, it ignores characters that are not base64, and padding wherever it is. */
    private static String decode(String base64, WeirdSink weirds) {
        StringBuilder letters = new StringBuilder();
        boolean isOdd = false;
        for (int i = 0; i < base64.length(); i++) {
            char c = base64.charAt(i);
            if (Ascii.isLetterOrDigit(c) || c == '+' || c == '/') {
                letters.append(c);
            } else if (c != '=' && !isOdd) {
                isOdd = true;
                weirds.weird(MimeWeird.ILLEGAL_BASE64, "character " + (int) (byte) c + " ignored by Base64 decoding");
            }
        }
        if (letters.length() % 4 == 1) {
            // Six bits are no byte.
            letters.setLength(letters.length() - 1);
        }
        return new String(Base64.getDecoder().decode(letters.toString()), StandardCharsets.ISO_8859_1);
    }
}
