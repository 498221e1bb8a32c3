package io.brook.analysis.protocol.http;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.layer.tunnel.TunnelType;

/** What the server says, up to a reply that changes the protocol. */
final class HttpReplies extends HttpTalk {
    private static final int CONTINUE = 100;
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int STATUS_OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final String NO_REASON = "<empty>";
    private static final byte[] EMPTY_LINE = {};

    private boolean isOngoing;

    /** The protocol from here on, empty when it is still to be detected; null while it is HTTP. */
    String successor;

    /** What is odd if the server goes on in the packet in which the protocol changes; null for nothing. */
    HttpWeird oddIfMore;

    HttpReplies(SessionContext context, HttpSide side) {
        super(context, side);
    }

    /** Whether replies are contents without lines and headers. */
    boolean isBare() {
        return state == State.BARE;
    }

    /** A request in HTTP/0.9 has come: what follows from the server is contents. */
    void expectBare(String method) {
        if (!method.equals("GET")) {
            context.weird(HttpWeird.INVALID_0_9_METHOD, method);
        }
        if (message != null) {
            context.weird(HttpWeird.REPLY_0_9_BEFORE_REQUEST);
            message.finish();
            end(false);
            message = null;
        }
        state = State.BARE;
    }

    /** Takes in contents in HTTP/0.9: its messages begin with what is left of lines and headers. */
    void bare(byte[] bytes, int offset, int length) {
        if (message == null) {
            noteVersion(HttpVersion.V0_9);
            if (exchange.unanswered() > 0) {
                context.confirm();
                exchange.answered();
            }
            exchange.isClosing = true;
            isOngoing = true;
            side.transactions().reply(HttpVersion.V0_9, exchange.replyCode, NO_REASON);
            begin(expectation());
            deliver(EMPTY_LINE, 0, 0, true);
        }
        deliver(bytes, offset, length, false);
    }

    @Override
    boolean line(byte[] bytes, int offset, int length) {
        switch (state) {
            case LINE -> {
                return statusLine(text(bytes, offset, length));
            }
            case MESSAGE -> {
                deliver(bytes, offset, length, true);
                if (exchange.asksForTunnel && length == 0) {
                    successor = "";
                    oddIfMore = HttpWeird.DATA_WITH_CONNECT_REPLY;
                }
            }
            default -> {}
        }
        return true;
    }

    private boolean statusLine(String text) {
        HttpStatusLine line = HttpStartLineParser.status(text, context);
        if (line != null) {
            noteVersion(line.version());
        }
        if (line != null && line.hasCode()) {
            begin(line);
            return true;
        }
        if (text.isEmpty()) {
            return true;
        }
        state = State.LOST;
        return false;
    }

    private void begin(HttpStatusLine line) {
        if (exchange.unanswered() > 0) {
            context.confirm();
        }
        state = State.MESSAGE;
        isOngoing = true;
        exchange.replyCode = line.code();
        String reason = line.reason() == null ? NO_REASON : line.reason();
        if (side.transactions().reply(line.version(), line.code(), reason)) {
            context.tunnel(TunnelType.HTTP);
        }
        if (line.code() != STATUS_OK) {
            exchange.asksForTunnel = false;
        }
        begin(expectation());
    }

    private HttpBodyExpectation expectation() {
        int code = exchange.replyCode;
        boolean isEmpty = exchange.isForHead() || isInformational() || code == NO_CONTENT || code == NOT_MODIFIED;
        return isEmpty ? HttpBodyExpectation.NONE : HttpBodyExpectation.EXPECTED;
    }

    private boolean isInformational() {
        return exchange.replyCode >= CONTINUE && exchange.replyCode < STATUS_OK;
    }

    @Override
    void end(boolean isLost) {
        if (!isOngoing) {
            return;
        }
        isOngoing = false;
        message.finish();
        if (!isInformational()) {
            exchange.answered();
        }
        String upgrade = exchange.takeUpgrade();
        if (exchange.replyCode == SWITCHING_PROTOCOLS && exchange.unanswered() == 1 && upgrade != null) {
            change(upgrade);
        }
        exchange.replyCode = 0;
        state = isLost || successor != null ? State.LOST : State.LINE;
    }

    private void change(String protocol) {
        oddIfMore = HttpWeird.DATA_WITH_UPGRADE_REPLY;
        if (protocol.equalsIgnoreCase("websocket")) {
            successor = "websocket";
            side.fields.webSocketEstablished();
        } else {
            successor = "";
        }
    }
}
