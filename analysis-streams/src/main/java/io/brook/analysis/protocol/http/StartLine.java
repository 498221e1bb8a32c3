package io.brook.analysis.protocol.http;

import io.brook.analysis.analyzer.SessionContext;

/** Reads the first lines of messages, as leniently as Zeek does. */
final class StartLine {
    private static final String KEYWORD = "HTTP/";
    private static final String OTHER_TOKEN_CHARS = "!#$%&'*+-.^_`|~";
    private static final String OTHER_TARGET_CHARS = ":/?#[]@!$&'()*+,;=-_.~%\0";
    private static final int CODE_LENGTH = 3;

    private final String line;
    private final SessionContext context;
    private int at;

    private String method;
    private String target;
    private HttpVersion version;
    private int code;
    private String reason;

    StartLine(String line, SessionContext context) {
        this.line = line;
        this.context = context;
    }

    /** What the request asks for. */
    String method() {
        return method;
    }

    /** What the request is about, as it is written. */
    String target() {
        return target;
    }

    /** The version; null when the line stops in the middle of it, so that what was known before still holds. */
    HttpVersion version() {
        return version;
    }

    /** The reply's status; 0 when that is no number. */
    int code() {
        return code;
    }

    /** The reply's reason phrase; null when there is not even a blank for it. */
    String reason() {
        return reason;
    }

    /**
     * Reads the method.
     *
     * @return whether something follows it
     */
    boolean readMethod() {
        while (at < line.length() && isToken(line.charAt(at))) {
            at++;
        }
        if (at == 0) {
            int versionLength = KEYWORD.length() + 4;
            boolean hasVersion = line.regionMatches(true, line.length() - versionLength, " HTTP/", 0, 6);
            context.weird(hasVersion ? "bad_HTTP_request_with_version" : "bad_HTTP_request", null);
            return false;
        }
        method = line.substring(0, at);
        int end = at;
        skipBlanks();
        if (at == end) {
            context.weird("bad_HTTP_request", null);
        }
        return at > end;
    }

    private static boolean isToken(char c) {
        return isAlphanumeric(c) || OTHER_TOKEN_CHARS.indexOf(c) >= 0;
    }

    private static boolean isTarget(char c) {
        return isAlphanumeric(c) || OTHER_TARGET_CHARS.indexOf(c) >= 0;
    }

    private static boolean isAlphanumeric(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c >= '0' && c <= '9';
    }

    private void skipBlanks() {
        while (at < line.length() && isBlank(line.charAt(at))) {
            at++;
        }
    }

    private static boolean isBlank(char c) {
        return c == ' ' || c == '\t';
    }

    /** Reads what follows the method: the target, which may contain what it should not, and the version. */
    void readTargetAndVersion() {
        int start = at;
        int end = at;
        while (end < line.length() && isTarget(line.charAt(end))) {
            end++;
        }
        boolean versionOnly = isKeyword(start);
        if (end == line.length() && versionOnly) {
            context.weird("missing_HTTP_uri", null);
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
        target = line.substring(start, end);
        if (at >= line.length()) {
            version = HttpVersion.V0_9;
        } else if (at + KEYWORD.length() + CODE_LENGTH <= line.length()) {
            version = HttpVersion.at(line, at + KEYWORD.length());
        }
    }

    private boolean isKeyword(int index) {
        if (line.startsWith(KEYWORD, index)) {
            return true;
        }
        boolean isLowerCase = line.regionMatches(true, index, KEYWORD, 0, KEYWORD.length());
        if (isLowerCase) {
            context.weird("lowercase_HTTP_keyword", null);
        }
        return isLowerCase;
    }

    /** Reads the version that a reply begins with. */
    boolean readVersion() {
        if (!isKeyword(0)) {
            return false;
        }
        at = KEYWORD.length();
        version = HttpVersion.at(line, at);
        return true;
    }

    /** Reads status and reason, which follow the version. */
    boolean readStatus() {
        skipWord();
        if (at == line.length()) {
            return false;
        }
        skipBlanks();
        if (at + CODE_LENGTH > line.length()) {
            return false;
        }
        code = number(line.substring(at, at + CODE_LENGTH));
        at += CODE_LENGTH;
        skipWord();
        if (at < line.length()) {
            skipBlanks();
            reason = line.substring(at);
        }
        return true;
    }

    private void skipWord() {
        while (at < line.length() && !isBlank(line.charAt(at))) {
            at++;
        }
    }

    private static int number(String digits) {
        int value = 0;
        for (int i = 0; i < digits.length(); i++) {
            char c = digits.charAt(i);
            if (c < '0' || c > '9') {
                return 0;
            }
            value = 10 * value + c - '0';
        }
        return value;
    }
}
