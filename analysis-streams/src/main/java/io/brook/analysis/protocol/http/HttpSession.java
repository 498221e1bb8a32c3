package io.brook.analysis.protocol.http;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.layer.tunnel.TunnelType;
import io.brook.schemas.flow.Direction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Locale;

/** One connection's requests and replies, up to where it changes to another protocol. */
final class HttpSession implements AnalyzerSession {
    /** Of how many requests without a reply it is known which had the method HEAD. */
    private static final int MAX_UNANSWERED = 4096;

    private static final int MIN_METHOD_0_9 = 3;
    private static final int SWITCHING_PROTOCOLS = 101;
    private static final int STATUS_OK = 200;
    private static final int NO_CONTENT = 204;
    private static final int NOT_MODIFIED = 304;
    private static final byte[] EMPTY_LINE = {};

    private enum Requests {
        LINE,
        MESSAGE,
        /** It is not known any more where they begin. */
        NOTHING
    }

    private enum Replies {
        LINE,
        MESSAGE,
        /** Contents without a line or headers before them, to the end of the connection. */
        HTTP_0_9,
        /** It is not known any more where they begin. */
        NOTHING
    }

    private final SessionContext context;
    private final HttpSwitches switches;
    private final Transactions transactions;
    private final HeaderFields fields;
    private final InflationBudget inflationBudget = new InflationBudget();
    private final MessageStream fromOriginator = new MessageStream(this, Direction.ORIGINATOR);
    private final MessageStream fromResponder = new MessageStream(this, Direction.RESPONDER);

    private Requests requests = Requests.LINE;
    private Replies replies = Replies.LINE;
    private HttpMessage request;
    private HttpMessage reply;
    private boolean requestOngoing;
    private boolean replyOngoing;
    private int requestCount;
    private HttpVersion requestVersion = HttpVersion.NONE;
    private HttpVersion replyVersion = HttpVersion.NONE;
    private int replyCode;
    private boolean asksForTunnel;

    /** Which of the requests without a reply had the method HEAD. */
    private final Deque<Boolean> unanswered = new ArrayDeque<>();

    /** Whether the bytes at hand violate the protocol: what is left of them comes again if that does not count. */
    private boolean isViolated;

    private boolean saidLoneCr;

    /** What is spoken from here on: a protocol, or an empty text for what is to be found out; null while it is HTTP. */
    private String successor;

    /** What is odd if the server goes on in the same packet. */
    private String oddIfMore;

    HttpSession(SessionContext context) {
        this.context = context;
        this.switches = HttpSwitches.of(context);
        this.transactions = Transactions.of(context);
        this.fields = new HeaderFields(context, transactions, switches.headers());
    }

    SessionContext context() {
        return context;
    }

    HttpSwitches switches() {
        return switches;
    }

    Transactions transactions() {
        return transactions;
    }

    InflationBudget inflationBudget() {
        return inflationBudget;
    }

    MessageStream stream(Direction direction) {
        return direction.isFromOriginator() ? fromOriginator : fromResponder;
    }

    int replyCode() {
        return replyCode;
    }

    HttpVersion versionAtHand() {
        return requestOngoing ? requestVersion : replyVersion;
    }

    boolean isConnectionClosing() {
        return fields.isConnectionClosing();
    }

    /** Whether nothing more is to be taken of the bytes at hand. */
    boolean isInterrupted() {
        return successor != null || isViolated;
    }

    @Override
    public Outcome data(Direction direction, ByteCursor in) {
        isViolated = false;
        int from = in.position();
        int to = from + in.remaining();
        int at = from;
        if (successor == null) {
            if (context.isPartial() && direction.isFromResponder() || !switches.wants(direction)) {
                at = to;
            } else if (direction.isFromResponder() && replies == Replies.HTTP_0_9) {
                bareReply(in.array(), from, to - from);
                at = to;
            } else {
                at = stream(direction).take(in.array(), from, to);
            }
            flush(direction.isFromOriginator() ? request : reply);
        }
        if (successor != null) {
            at = leave(direction, in.array(), at, to);
        }
        in.skip(at - from);
        return Outcome.CONTINUE;
    }

    private static void flush(HttpMessage message) {
        if (message != null) {
            message.flush();
        }
    }

    /** Hands over to what is spoken from here on; not between the CR and the LF of the server's last line. */
    private int leave(Direction direction, byte[] bytes, int from, int to) {
        int at = direction.isFromOriginator() ? from : fromResponder.takeLineFeed(bytes, from, to);
        if (direction.isFromResponder() && at == to && fromResponder.awaitsLineFeed()) {
            return at;
        }
        if (direction.isFromResponder() && at < to && oddIfMore != null) {
            context.weird(oddIfMore, String.valueOf(to - at));
        }
        if (successor.isEmpty()) {
            context.handOverToDetection();
        } else {
            context.handOver(successor);
        }
        return at;
    }

    /** HTTP/0.9 has no lines and headers in replies: its messages begin with what is left of them. */
    private void bareReply(byte[] bytes, int offset, int length) {
        if (reply == null) {
            replyVersion(HttpVersion.V0_9);
            if (!unanswered.isEmpty()) {
                context.confirm();
                unanswered.remove();
            }
            fields.closeConnection();
            replyOngoing = true;
            transactions.reply(replyVersion, replyCode, "<empty>");
            reply = new HttpMessage(this, Direction.RESPONDER, expectation());
            reply.deliver(EMPTY_LINE, 0, 0, true);
        }
        reply.deliver(bytes, offset, length, false);
    }

    /** Whether the direction is within contents, which may come in pieces. */
    boolean takesPieces(Direction direction) {
        HttpMessage message = direction.isFromOriginator() ? request : reply;
        boolean isMessage = direction.isFromOriginator() ? requests == Requests.MESSAGE : replies == Replies.MESSAGE;
        return isMessage && message.takesPieces();
    }

    /** Contents that are no line have come. */
    void contents(Direction direction, byte[] bytes, int offset, int length) {
        HttpMessage message = direction.isFromOriginator() ? request : reply;
        if (message != null) {
            message.deliver(bytes, offset, length, false);
        } else {
            context.weird(
                    direction.isFromOriginator() ? "unexpected_client_HTTP_data" : "unexpected_server_HTTP_data", null);
        }
    }

    /** A line has come; of a connection whose beginning is missing nobody knows what it belongs to. */
    void line(Direction direction, byte[] bytes, int offset, int length) {
        if (context.isPartial()) {
            return;
        }
        if (direction.isFromOriginator()) {
            requestLine(bytes, offset, length);
        } else {
            replyLine(bytes, offset, length);
        }
    }

    /** A line ended with a CR alone: said once. */
    void loneCr() {
        if (!saidLoneCr) {
            saidLoneCr = true;
            weirdOfLines("line_terminated_with_single_CR");
        }
    }

    void weirdOfLines(String name) {
        context.weird(name, null, "CONTENTLINE");
    }

    private static String text(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }

    private void requestLine(byte[] bytes, int offset, int length) {
        switch (requests) {
            case LINE -> {
                StartLine line = new StartLine(text(bytes, offset, length), context);
                if (isRequest(line)) {
                    beginRequest(line);
                } else if (length == 0) {
                    context.weird("empty_http_request", null);
                } else {
                    requests = Requests.NOTHING;
                    violation("not a http request line");
                }
            }
            case MESSAGE -> request.deliver(bytes, offset, length, true);
            case NOTHING -> {}
        }
    }

    private void violation(String reason) {
        isViolated = true;
        context.violation(reason);
    }

    private boolean isRequest(StartLine line) {
        if (!line.readMethod()) {
            return false;
        }
        line.readTargetAndVersion();
        if (line.version() != null) {
            noteVersion(requestVersion, line.version());
            requestVersion = line.version();
        }
        boolean isBare = requestVersion.equals(HttpVersion.V0_9);
        boolean isTooLittle =
                line.method().length() < MIN_METHOD_0_9 || line.target().isEmpty();
        if (isBare && isTooLittle) {
            context.weird("bad_HTTP_request", null);
            return false;
        }
        return true;
    }

    private void noteVersion(HttpVersion before, HttpVersion now) {
        if (!before.equals(HttpVersion.NONE) && !before.equals(now)) {
            context.weird("HTTP_version_mismatch", null);
        }
        if (now.isPersistent()) {
            fields.keepAlive();
        }
    }

    private void replyVersion(HttpVersion now) {
        noteVersion(replyVersion, now);
        replyVersion = now;
    }

    private void beginRequest(StartLine line) {
        if (++requestCount > 1 && !fields.isKeptAlive()) {
            context.weird("unexpected_multiple_HTTP_requests", null);
        }
        requests = Requests.MESSAGE;
        requestOngoing = true;
        if (unanswered.size() < MAX_UNANSWERED) {
            unanswered.add(isBeginningOf("HEAD", line.method()));
        }
        context.confirm();
        asksForTunnel |= isBeginningOf("CONNECT", line.method());
        transactions.request(line.method(), RequestTarget.unescape(line.target(), context));
        noteOverlap(request);
        request = new HttpMessage(this, Direction.ORIGINATOR, BodyExpectation.MAYBE);
        if (requestVersion.equals(HttpVersion.V0_9)) {
            expectBareReply(line.method());
        }
    }

    /** Zeek compares only as far as the method goes. */
    private static boolean isBeginningOf(String known, String method) {
        return known.regionMatches(true, 0, method, 0, method.length());
    }

    private void noteOverlap(HttpMessage message) {
        if (message != null && !message.isFinished()) {
            context.weird("HTTP_overlapping_messages", null);
        }
    }

    private void expectBareReply(String method) {
        if (!method.equals("GET")) {
            context.weird("invalid_http_09_request_method", method);
        }
        if (reply != null) {
            context.weird("http_09_reply_before_request", null);
            reply.finish();
            reply = null;
        }
        replies = Replies.HTTP_0_9;
    }

    private void replyLine(byte[] bytes, int offset, int length) {
        switch (replies) {
            case LINE -> {
                StartLine line = new StartLine(text(bytes, offset, length), context);
                if (isReply(line)) {
                    beginReply(line);
                } else if (length > 0) {
                    replies = Replies.NOTHING;
                    violation("not a http reply line");
                }
            }
            case MESSAGE -> {
                reply.deliver(bytes, offset, length, true);
                if (asksForTunnel && length == 0) {
                    successor = "";
                    oddIfMore = "protocol_data_with_HTTP_CONNECT_reply";
                }
            }
            case HTTP_0_9, NOTHING -> {}
        }
    }

    private boolean isReply(StartLine line) {
        if (!line.readVersion()) {
            return false;
        }
        replyVersion(line.version());
        return line.readStatus();
    }

    private void beginReply(StartLine line) {
        if (!unanswered.isEmpty()) {
            context.confirm();
        }
        replies = Replies.MESSAGE;
        replyOngoing = true;
        replyCode = line.code();
        String reason = line.reason() == null ? "<empty>" : line.reason();
        if (transactions.reply(replyVersion, replyCode, reason)) {
            context.tunnel(TunnelType.HTTP);
        }
        asksForTunnel &= replyCode == STATUS_OK;
        noteOverlap(reply);
        reply = new HttpMessage(this, Direction.RESPONDER, expectation());
    }

    private BodyExpectation expectation() {
        boolean toHead = Boolean.TRUE.equals(unanswered.peek());
        boolean isEmpty = isInformational() || replyCode == NO_CONTENT || replyCode == NOT_MODIFIED;
        return toHead || isEmpty ? BodyExpectation.NONE : BodyExpectation.EXPECTED;
    }

    private boolean isInformational() {
        return replyCode >= 100 && replyCode < STATUS_OK;
    }

    void header(Direction direction, String name, String value) {
        fields.add(direction, name.toUpperCase(Locale.ROOT), value);
    }

    /** A message is complete. */
    void messageDone(Direction direction) {
        if (direction.isFromOriginator()) {
            endRequest(false);
        } else {
            endReply(false);
        }
    }

    private void endRequest(boolean interrupted) {
        if (!requestOngoing) {
            return;
        }
        requestOngoing = false;
        request.finish();
        requests = interrupted ? Requests.NOTHING : Requests.LINE;
    }

    private void endReply(boolean interrupted) {
        if (!replyOngoing) {
            return;
        }
        replyOngoing = false;
        reply.finish();
        if (!isInformational()) {
            unanswered.poll();
        }
        if (replyCode == SWITCHING_PROTOCOLS && unanswered.size() == 1) {
            upgrade(fields.takeUpgrade());
        }
        replyCode = 0;
        fields.takeUpgrade();
        replies = interrupted || successor != null ? Replies.NOTHING : Replies.LINE;
    }

    /** @param protocol what the server changes to; null when it does not */
    private void upgrade(String protocol) {
        if (protocol == null) {
            return;
        }
        oddIfMore = "protocol_data_with_HTTP_upgrade_reply";
        if (protocol.equalsIgnoreCase("websocket")) {
            successor = "websocket";
            fields.webSocketEstablished();
        } else {
            successor = "";
        }
    }

    @Override
    public Outcome gap(Direction direction, long missing) {
        HttpMessage message = direction.isFromOriginator() ? request : reply;
        if (successor != null || message != null && message.gap(missing)) {
            return Outcome.CONTINUE;
        }
        if (direction.isFromOriginator()) {
            // Whether a reply has contents may depend on the request that was missed.
            endRequest(true);
        }
        endReply(true);
        stream(direction).skip();
        return Outcome.CONTINUE;
    }

    @Override
    public void endOfStream(Direction direction, ByteCursor rest) {
        stream(direction).end();
        flush(direction.isFromOriginator() ? request : reply);
        if (direction.isFromOriginator()) {
            endRequest(false);
        } else {
            endReply(false);
        }
    }

    @Override
    public void finish() {
        endRequest(true);
        endReply(true);
        transactions.finish();
    }
}
