package io.brook.analysis.protocol.http;

import io.brook.analysis.analyzer.SessionContext;

/** What the client says. */
final class HttpRequests extends HttpTalk {
    private static final int MIN_METHOD_0_9 = 3;

    private final HttpReplies replies;
    private int count;

    HttpRequests(SessionContext context, HttpSide side, HttpReplies replies) {
        super(context, side);
        this.replies = replies;
    }

    @Override
    boolean line(byte[] bytes, int offset, int length) {
        switch (state) {
            case LINE -> {
                return requestLine(text(bytes, offset, length));
            }
            case MESSAGE -> deliver(bytes, offset, length, true);
            default -> {}
        }
        return true;
    }

    private boolean requestLine(String text) {
        HttpRequestLine line = HttpStartLineParser.request(text, context);
        if (line != null && line.version() != null) {
            noteVersion(line.version());
        }
        if (line != null && isEnough(line)) {
            begin(line);
            return true;
        }
        if (line != null) {
            context.weird(HttpWeird.BAD_REQUEST);
        }
        if (text.isEmpty()) {
            context.weird(HttpWeird.EMPTY_REQUEST);
            return true;
        }
        state = State.LOST;
        return false;
    }

    /** A request without a version is HTTP/0.9, so the rest of the line has to meet more conditions. */
    private boolean isEnough(HttpRequestLine line) {
        return !isBare()
                || line.method().length() >= MIN_METHOD_0_9 && !line.target().isEmpty();
    }

    private boolean isBare() {
        return exchange.version(side.direction).equals(HttpVersion.V0_9);
    }

    private void begin(HttpRequestLine line) {
        String method = line.method();
        if (++count > 1 && !exchange.isKeptAlive) {
            context.weird(HttpWeird.UNEXPECTED_REQUESTS);
        }
        state = State.MESSAGE;
        exchange.isRequestOngoing = true;
        exchange.asked(isBeginningOf("HEAD", method), isBeginningOf("CONNECT", method));
        context.confirm();
        side.transactions().request(method, HttpRequestTarget.unescape(line.target(), context));
        begin(HttpBodyExpectation.MAYBE);
        if (isBare()) {
            replies.expectBare(method);
        }
    }

    /** Zeek compares only as far as the method goes. */
    private static boolean isBeginningOf(String known, String method) {
        return known.regionMatches(true, 0, method, 0, method.length());
    }

    @Override
    void end(boolean isLost) {
        if (!exchange.isRequestOngoing) {
            return;
        }
        exchange.isRequestOngoing = false;
        message.finish();
        state = isLost ? State.LOST : State.LINE;
    }
}
