package io.brook.analysis.protocol.http;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.schemas.flow.Direction;
import java.nio.charset.StandardCharsets;

/** What one side says: lines that begin messages, and the messages. */
abstract class HttpTalk {
    enum State {
        /** The line that begins a message. */
        LINE,
        MESSAGE,
        /** A reply in HTTP/0.9: contents without a line or headers before them, to the end of the connection. */
        BARE,
        /** It is not known any more where messages begin. */
        LOST
    }

    protected final SessionContext context;
    protected final HttpSide side;
    protected final HttpExchange exchange;
    protected State state = State.LINE;

    /** The last one; null before the first. */
    protected HttpMessage message;

    HttpTalk(SessionContext context, HttpSide side) {
        this.context = context;
        this.side = side;
        this.exchange = side.exchange;
    }

    /**
     * Takes in a line.
     *
     * @return whether it can be HTTP
     */
    abstract boolean line(byte[] bytes, int offset, int length);

    /**
     * The message at hand is over, if there is one.
     *
     * @param isLost whether it is not known where the next one begins
     */
    abstract void end(boolean isLost);

    /** Takes in contents that are not a line. */
    final void contents(byte[] bytes, int offset, int length) {
        if (message == null) {
            boolean isClient = side.direction.isFromOriginator();
            context.weird(isClient ? HttpWeird.UNEXPECTED_CLIENT_DATA : HttpWeird.UNEXPECTED_SERVER_DATA);
        } else {
            deliver(bytes, offset, length, false);
        }
    }

    protected final void deliver(byte[] bytes, int offset, int length, boolean isLine) {
        message.deliver(bytes, offset, length, isLine);
        if (message.isFinished) {
            end(false);
        }
    }

    /** Whether contents follow, which may come in parts of lines. */
    final boolean takesPieces() {
        return state == State.MESSAGE && message.takesPieces();
    }

    /** Hands on what has been decoded. */
    final void flush() {
        if (message != null) {
            message.flush();
        }
    }

    /** @return whether the missing bytes are contents, so that it is known where the next message begins */
    final boolean gap(long missing) {
        if (message == null) {
            return false;
        }
        boolean isContents = message.gap(missing);
        if (message.isFinished) {
            end(false);
        }
        return isContents;
    }

    protected final void noteVersion(HttpVersion version) {
        Direction direction = side.direction;
        HttpVersion before = exchange.version(direction);
        if (!before.equals(HttpVersion.NONE) && !before.equals(version)) {
            context.weird(HttpWeird.VERSION_MISMATCH);
        }
        exchange.version(direction, version);
    }

    protected final void begin(HttpBodyExpectation expectation) {
        if (message != null && !message.isFinished) {
            context.weird(HttpWeird.OVERLAPPING_MESSAGES);
        }
        message = new HttpMessage(side, expectation);
    }

    protected static String text(byte[] bytes, int offset, int length) {
        return new String(bytes, offset, length, StandardCharsets.ISO_8859_1);
    }
}
