package io.brook.analysis.protocol.http;

import io.brook.analysis.line.LineSplitter;
import io.brook.schemas.flow.Direction;

/** One direction's bytes: lines, or where a message says so contents that are none. */
final class MessageStream {
    private final HttpSession session;
    private final Direction direction;
    private final LineSplitter lines = new LineSplitter(true);

    /** How many bytes follow that are no lines. */
    private long plain;

    /** After how many bytes a line ends even if nothing says so; -1 when that is not known. */
    private long untilEnd = -1;

    /** Whether nothing more of this direction is looked at. */
    private boolean skips;

    MessageStream(HttpSession session, Direction direction) {
        this.session = session;
        this.direction = direction;
    }

    /** So many bytes follow that are no lines; 0 when lines do. */
    void plain(long length) {
        plain = length;
    }

    /** Contents end after so many bytes, and with them their last line. */
    void endsAfter(long length) {
        untilEnd = length;
    }

    /** Contents that are not text: a CR or an LF alone ends no line of them. */
    void endLinesWithCrLfOnly(boolean only) {
        lines.endLinesWithCrLfOnly(only);
    }

    /** Looks at nothing more: it is not known any more where messages begin. */
    void skip() {
        skips = true;
    }

    /**
     * Takes in bytes, until there are none, or they are not HTTP any more.
     *
     * @return where the first byte is that was not taken
     */
    int take(byte[] bytes, int from, int to) {
        int at = from;
        while (at < to && !skips && !session.isInterrupted()) {
            at = lines.takeLineFeed(bytes, at, to);
            if (at < to) {
                at = plain > 0 ? takePlain(bytes, at, to) : takeLine(bytes, at, to);
            }
        }
        lines.release();
        return skips ? to : at;
    }

    private int takePlain(byte[] bytes, int at, int to) {
        int length = (int) Math.min(plain, to - at);
        lines.leaveLines();
        plain -= length;
        count(length);
        session.contents(direction, bytes, at, length);
        return at + length;
    }

    private int takeLine(byte[] bytes, int at, int to) {
        int limit = untilEnd > 0 ? (int) Math.min(to, at + untilEnd) : to;
        int next = lines.take(bytes, at, limit);
        if (lines.sawLoneCr()) {
            session.loneCr();
        }
        boolean isEnd = count(next - at);
        if (lines.hasLine()) {
            deliver();
        } else if (isEnd) {
            lines.cut();
            if (lines.hasLine()) {
                session.weirdOfLines("line_terminated_without_CRLF");
                deliver();
            }
        }
        return next;
    }

    /** @return whether contents end here */
    private boolean count(int length) {
        if (untilEnd < 0) {
            return false;
        }
        untilEnd -= length;
        boolean isEnd = untilEnd <= 0;
        if (isEnd) {
            untilEnd = -1;
        }
        return isEnd;
    }

    private void deliver() {
        if (lines.isWhole()) {
            session.line(direction, lines.array(), lines.offset(), lines.length());
        } else if (session.takesPieces(direction)) {
            session.contents(direction, lines.array(), lines.offset(), lines.length());
        } else {
            session.weirdOfLines("contentline_size_exceeded");
            session.line(direction, lines.array(), lines.offset(), lines.length());
        }
    }

    /** No more bytes come: what there is of a line is one. */
    void end() {
        lines.cut();
        if (lines.hasLine() && !skips) {
            deliver();
        }
        lines.release();
    }

    /** Whether the last line ended with a CR of which it is not known yet whether an LF follows. */
    boolean awaitsLineFeed() {
        return lines.awaitsLineFeed();
    }

    int takeLineFeed(byte[] bytes, int from, int to) {
        return lines.takeLineFeed(bytes, from, to);
    }
}
