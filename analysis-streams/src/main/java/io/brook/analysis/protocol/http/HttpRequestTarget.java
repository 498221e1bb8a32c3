package io.brook.analysis.protocol.http;

import io.brook.analysis.bytes.Ascii;
import io.brook.analysis.weird.WeirdSink;

/** Undoes the percent encoding of a request's target as Zeek does: it knows Microsoft's %u00AE, and leaves what is malformed. */
final class HttpRequestTarget {
    private static final int UNICODE = 5;

    private final String encoded;
    private final WeirdSink weirds;
    private final StringBuilder plain;
    private int at;

    private HttpRequestTarget(String encoded, WeirdSink weirds) {
        this.encoded = encoded;
        this.weirds = weirds;
        this.plain = new StringBuilder(encoded.length());
    }

    /** @param weirds who is told what is odd about it */
    static String unescape(String encoded, WeirdSink weirds) {
        return encoded.indexOf('%') < 0 ? encoded : new HttpRequestTarget(encoded, weirds).unescape();
    }

    private String unescape() {
        while (at < encoded.length()) {
            char c = encoded.charAt(at++);
            if (c == '%') {
                afterPercent();
            } else {
                plain.append(c);
            }
        }
        return plain.toString();
    }

    private void afterPercent() {
        int left = encoded.length() - at;
        if (left == 0) {
            plain.append('%');
            weirds.weird(HttpWeird.PERCENT_AT_END);
        } else if (left == 1) {
            plain.append('%').append(encoded.charAt(at++));
            weirds.weird(HttpWeird.PARTIAL_ESCAPE_AT_END);
        } else if (encoded.charAt(at) == '%') {
            // A mistake, or meant to evade: the second one counts.
            weirds.weird(HttpWeird.DOUBLE_PERCENT);
        } else if (areHex(at, at + 2)) {
            octet();
        } else if (left >= UNICODE && encoded.charAt(at) == 'u' && areHex(at + 1, at + UNICODE)) {
            unicode();
        } else {
            weirds.weird(HttpWeird.UNESCAPED_PERCENT);
            plain.append('%').append(encoded.charAt(at++));
        }
    }

    private void octet() {
        plain.append((char) (hex(at) << 4 | hex(at + 1)));
        at += 2;
    }

    /** Two octets. The first is left out when it is zero: then it is ASCII in a longer notation. */
    private void unicode() {
        at++;
        if (hex(at) == 0 && hex(at + 1) == 0) {
            at += 2;
        } else {
            octet();
        }
        octet();
    }

    private boolean areHex(int from, int to) {
        for (int i = from; i < to; i++) {
            if (hex(i) < 0) {
                return false;
            }
        }
        return true;
    }

    private int hex(int index) {
        return Ascii.hexDigit(encoded.charAt(index));
    }
}
