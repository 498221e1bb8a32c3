package io.brook.analysis.protocol.http;

import io.brook.analysis.bytes.Ascii;
import io.brook.analysis.line.ReplyCode;
import io.brook.analysis.weird.WeirdSink;

/** Reads the first lines of messages, as leniently as Zeek does. */
final class HttpStartLineParser {
    private static final String KEYWORD = "HTTP/";
    private static final int VERSION_LENGTH = 3;
    private static final int CODE_LENGTH = 3;
    private static final String OTHER_TOKEN_CHARS = "!#$%&'*+-.^_`|~";
    private static final String OTHER_TARGET_CHARS = ":/?#[]@!$&'()*+,;=-_.~%\0";

    private final String line;
    private final WeirdSink weirds;
    private int at;

    private HttpStartLineParser(String line, WeirdSink weirds) {
        this.line = line;
        this.weirds = weirds;
    }

    /** @return null when it is not a method with something after it */
    static HttpRequestLine request(String line, WeirdSink weirds) {
        HttpStartLineParser parser = new HttpStartLineParser(line, weirds);
        String method = parser.method();
        return method == null ? null : parser.targetAndVersion(method);
    }

    /** @return null when it does not begin with a version */
    static HttpStatusLine status(String line, WeirdSink weirds) {
        HttpStartLineParser parser = new HttpStartLineParser(line, weirds);
        return parser.isKeyword(0) ? parser.versionAndStatus() : null;
    }

    private String method() {
        while (at < line.length() && isToken(line.charAt(at))) {
            at++;
        }
        if (at == 0) {
            int versionStart = line.length() - KEYWORD.length() - VERSION_LENGTH - 1;
            boolean hasVersion = line.regionMatches(true, versionStart, " " + KEYWORD, 0, KEYWORD.length() + 1);
            weirds.weird(hasVersion ? HttpWeird.BAD_REQUEST_WITH_VERSION : HttpWeird.BAD_REQUEST);
            return null;
        }
        int end = at;
        skipBlanks();
        if (at == end) {
            weirds.weird(HttpWeird.BAD_REQUEST);
            return null;
        }
        return line.substring(0, end);
    }

    private static boolean isToken(char c) {
        return Ascii.isLetterOrDigit(c) || OTHER_TOKEN_CHARS.indexOf(c) >= 0;
    }

    private static boolean isTarget(char c) {
        return Ascii.isLetterOrDigit(c) || OTHER_TARGET_CHARS.indexOf(c) >= 0;
    }

    private void skipBlanks() {
        while (at < line.length() && Ascii.isBlank(line.charAt(at))) {
            at++;
        }
    }

    /** The target may contain blanks, although it should not: it extends to the last blank before the version. */
    private HttpRequestLine targetAndVersion(String method) {
        int start = at;
        int end = at;
        while (end < line.length() && isTarget(line.charAt(end))) {
            end++;
        }
        boolean isVersionOnly = isKeyword(start);
        if (end == line.length() && isVersionOnly) {
            weirds.weird(HttpWeird.MISSING_URI);
            end = start;
        }
        at = end;
        while (at < line.length()) {
            end = at;
            skipBlanks();
            if (isKeyword(at)) {
                break;
            }
            at++;
        }
        return new HttpRequestLine(method, line.substring(start, end), version());
    }

    private HttpVersion version() {
        if (at >= line.length()) {
            return HttpVersion.V0_9;
        }
        int digits = at + KEYWORD.length();
        return digits + VERSION_LENGTH <= line.length() ? HttpVersion.at(line, digits) : null;
    }

    private boolean isKeyword(int index) {
        if (line.startsWith(KEYWORD, index)) {
            return true;
        }
        boolean isLowerCase = line.regionMatches(true, index, KEYWORD, 0, KEYWORD.length());
        if (isLowerCase) {
            weirds.weird(HttpWeird.LOWERCASE_KEYWORD);
        }
        return isLowerCase;
    }

    private HttpStatusLine versionAndStatus() {
        HttpVersion version = HttpVersion.at(line, KEYWORD.length());
        at = KEYWORD.length();
        skipWord();
        skipBlanks();
        if (at + CODE_LENGTH > line.length()) {
            return new HttpStatusLine(version, -1, null);
        }
        int code = Math.max(0, ReplyCode.of(line.substring(at)));
        at += CODE_LENGTH;
        skipWord();
        boolean hasReason = at < line.length();
        skipBlanks();
        return new HttpStatusLine(version, code, hasReason ? line.substring(at) : null);
    }

    private void skipWord() {
        while (at < line.length() && !Ascii.isBlank(line.charAt(at))) {
            at++;
        }
    }
}
