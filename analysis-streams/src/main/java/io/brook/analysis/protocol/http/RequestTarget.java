package io.brook.analysis.protocol.http;

import io.brook.analysis.analyzer.SessionContext;

/** Undoes the percent encoding of a request's target, as Zeek does: with Microsoft's %u00AE, and what is malformed left as it is. */
final class RequestTarget {
    private static final int UNICODE = 5;

    private final String encoded;
    private final SessionContext context;
    private final StringBuilder plain;
    private int at;

    private RequestTarget(String encoded, SessionContext context) {
        this.encoded = encoded;
        this.context = context;
        this.plain = new StringBuilder(encoded.length());
    }

    /** @param context who is told what is odd about it */
    static String unescape(String encoded, SessionContext context) {
        return encoded.indexOf('%') < 0 ? encoded : new RequestTarget(encoded, context).unescape();
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
            context.weird("illegal_%_at_end_of_URI", null);
        } else if (left == 1) {
            plain.append('%').append(encoded.charAt(at++));
            context.weird("partial_escape_at_end_of_URI", null);
        } else if (encoded.charAt(at) == '%') {
            // A mistake, or meant to evade: the second one counts.
            context.weird("double_%_in_URI", null);
        } else if (areHex(at, at + 2)) {
            octet();
        } else if (left >= UNICODE && encoded.charAt(at) == 'u' && areHex(at + 1, at + UNICODE)) {
            unicode();
        } else {
            context.weird("unescaped_%_in_URI", null);
            plain.append('%').append(encoded.charAt(at++));
        }
    }

    private void octet() {
        plain.append((char) (hex(at) << 4 | hex(at + 1)));
        at += 2;
    }

    /** Two octets; the first is left out when it is zero, for then it is ASCII that was only written so. */
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
        char c = encoded.charAt(index);
        return c < 0x80 ? Character.digit(c, 16) : -1;
    }
}
