package io.brook.analysis.protocol.http;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.line.LineWeird;
import io.brook.schemas.flow.Direction;
import io.brook.schemas.flow.PerDirection;
import java.util.EnumSet;
import java.util.Set;

/** One connection's requests and replies, up to where it changes to another protocol. */
final class HttpSession implements AnalyzerSession {
    private final SessionContext context;
    private final HttpSwitches switches;
    private final HttpTransactions transactions;
    private final HttpRequests requests;
    private final HttpReplies replies;
    private final PerDirection<HttpStreamParser> streams;

    /** The directions that are ignored from here on, because bytes were lost where a message begins. */
    private final Set<Direction> skipped = EnumSet.noneOf(Direction.class);

    /** Whether the bytes at hand violate the protocol. If the violation does not count, the rest of them comes again. */
    private boolean isViolated;

    private boolean saidLoneCr;

    HttpSession(SessionContext context) {
        this.context = context;
        this.switches = HttpSwitches.of(context);
        this.transactions = HttpTransactions.of(context);
        HttpExchange exchange = new HttpExchange(switches.bodies());
        HttpHeaderFields fields = new HttpHeaderFields(context, exchange, transactions, switches.headers());
        PerDirection<HttpSide> sides =
                new PerDirection<>(direction -> new HttpSide(context, direction, exchange, fields));
        this.replies = new HttpReplies(context, sides.get(Direction.RESPONDER));
        this.requests = new HttpRequests(context, sides.get(Direction.ORIGINATOR), replies);
        this.streams = new PerDirection<>(direction -> new HttpStreamParser(sides.get(direction).framing));
    }

    private HttpTalk talk(Direction direction) {
        return direction.isFromOriginator() ? requests : replies;
    }

    @Override
    public Outcome data(Direction direction, ByteCursor in) {
        isViolated = false;
        int from = in.position();
        int to = from + in.remaining();
        int at = from;
        if (replies.successor == null) {
            if (context.isPartial() && direction.isFromResponder() || !switches.wants(direction)) {
                at = to;
            } else if (direction.isFromResponder() && replies.isBare()) {
                replies.bare(in.array(), from, to - from);
                at = to;
            } else {
                at = take(direction, in.array(), from, to);
            }
            talk(direction).flush();
        }
        if (replies.successor != null) {
            at = leave(direction, in.array(), at, to);
        }
        in.skip(at - from);
        return Outcome.CONTINUE;
    }

    /**
     * Takes in bytes, until there are none, or they are not HTTP any more.
     *
     * @return where the first byte is that was not taken
     */
    private int take(Direction direction, byte[] bytes, int from, int to) {
        if (skipped.contains(direction)) {
            return to;
        }
        HttpStreamParser stream = streams.get(direction);
        int at = from;
        while (at < to && !isViolated && replies.successor == null) {
            at = stream.take(bytes, at, to);
            if (stream.sawLoneCr() && !saidLoneCr) {
                saidLoneCr = true;
                context.weird(LineWeird.LONE_CR);
            }
            deliver(direction, stream);
        }
        stream.release();
        return at;
    }

    private void deliver(Direction direction, HttpStreamParser stream) {
        switch (stream.piece) {
            case LINE -> line(direction, stream);
            case UNTERMINATED_LINE -> {
                context.weird(LineWeird.UNTERMINATED);
                line(direction, stream);
            }
            case PART_OF_LINE -> {
                if (talk(direction).takesPieces()) {
                    contents(direction, stream);
                } else {
                    context.weird(LineWeird.TOO_LONG);
                    line(direction, stream);
                }
            }
            case CONTENTS -> contents(direction, stream);
            case NONE -> {}
        }
    }

    /** Takes a line. On a connection whose beginning is missing it cannot be known what the line belongs to. */
    private void line(Direction direction, HttpStreamParser stream) {
        if (!context.isPartial() && !talk(direction).line(stream.array, stream.offset, stream.length)) {
            isViolated = true;
            context.violation(direction.isFromOriginator() ? "not a http request line" : "not a http reply line");
        }
    }

    private void contents(Direction direction, HttpStreamParser stream) {
        talk(direction).contents(stream.array, stream.offset, stream.length);
    }

    /** Hands over to what is spoken from here on; not between the CR and the LF of the server's last line. */
    private int leave(Direction direction, byte[] bytes, int from, int to) {
        int at = from;
        if (direction.isFromResponder()) {
            HttpStreamParser stream = streams.get(direction);
            at = stream.takeLineFeed(bytes, from, to);
            if (at == to && stream.awaitsLineFeed()) {
                return at;
            }
            if (at < to && replies.oddIfMore != null) {
                context.weird(replies.oddIfMore, String.valueOf(to - at));
            }
        }
        if (replies.successor.isEmpty()) {
            context.handOverToDetection();
        } else {
            context.handOver(replies.successor);
        }
        return at;
    }

    @Override
    public Outcome gap(Direction direction, long missing) {
        if (replies.successor != null || talk(direction).gap(missing)) {
            return Outcome.CONTINUE;
        }
        if (direction.isFromOriginator()) {
            // Whether a reply has contents may depend on the request that was missed.
            requests.end(true);
        }
        replies.end(true);
        skipped.add(direction);
        return Outcome.CONTINUE;
    }

    @Override
    public void endOfStream(Direction direction, ByteCursor rest) {
        HttpStreamParser stream = streams.get(direction);
        if (!skipped.contains(direction)) {
            stream.end();
            deliver(direction, stream);
        }
        stream.release();
        talk(direction).flush();
        talk(direction).end(false);
    }

    @Override
    public void finish() {
        requests.end(true);
        replies.end(true);
        transactions.finish();
    }
}
