package io.brook.analysis.line;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.flow.Direction;

/**
 * A session in which both sides talk in lines, with contents between them that are none. It goes on over missing bytes as if
 * there were none missing, as Zeek does.
 */
public abstract class LineSession implements AnalyzerSession {
    protected final SessionContext context;

    private final LineSplitter fromOriginator;
    private final LineSplitter fromResponder;
    private boolean isInterrupted;
    private boolean isDone;
    private boolean saidLoneCr;
    private boolean saidNul;

    /** @param keepsNul whether zero bytes are like all others; else the first of each direction is dropped */
    protected LineSession(SessionContext context, boolean keepsNul) {
        this(context, new ContentLineSplitter(keepsNul), new ContentLineSplitter(keepsNul));
    }

    /** A session whose lines are split in another way. */
    protected LineSession(SessionContext context, LineSplitter fromOriginator, LineSplitter fromResponder) {
        this.context = context;
        this.fromOriginator = fromOriginator;
        this.fromResponder = fromResponder;
    }

    /** Whether there are no lines where the connection's beginning was not seen: Zeek's SetSkipPartial. */
    protected boolean needsBeginning() {
        return true;
    }

    /**
     * The next line.
     *
     * @param line at it, for as long as this call lasts
     */
    protected abstract void line(Direction direction, LineSplitter line);

    /** How many of the next bytes are no lines; 0 when a line comes next. */
    protected long contentsLeft(Direction direction) {
        return 0;
    }

    /** The next bytes, which are no lines. The array is the caller's: what is kept is copied. */
    protected void contents(Direction direction, byte[] bytes, int offset, int length) {}

    /** All bytes at hand have been taken: what is held back because more may come at once is to be handed on. */
    protected void flush() {}

    /** A line is odd; each kind of oddity is told once. */
    protected void odd(LineWeird weird) {
        context.weird(weird);
    }

    /**
     * The bytes that follow the line at hand are not looked at now. They come again if this session goes on: after a violation
     * that does not count. Else they are another's, to whom it has handed over.
     */
    protected final void interrupt() {
        isInterrupted = true;
    }

    /** There is nothing more to learn. */
    protected final void stop() {
        isInterrupted = true;
        isDone = true;
    }

    @Override
    public Outcome data(Direction direction, ByteCursor in) {
        int length = context.isPartial() && needsBeginning() ? in.remaining() : take(direction, in);
        in.skip(length);
        flush();
        return isDone ? Outcome.STOP : Outcome.CONTINUE;
    }

    /** @return how many bytes were taken; the cursor stays */
    private int take(Direction direction, ByteCursor in) {
        LineSplitter lines = lines(direction);
        byte[] bytes = in.array();
        int end = in.position() + in.remaining();
        int at = in.position();
        isInterrupted = isDone;
        while (at < end && !isInterrupted) {
            long contents = contentsLeft(direction);
            at = contents > 0
                    ? takeContents(direction, bytes, at, end, contents)
                    : takeLine(direction, lines, bytes, at, end);
        }
        lines.release();
        return at - in.position();
    }

    private int takeContents(Direction direction, byte[] bytes, int from, int end, long contents) {
        LineSplitter lines = lines(direction);
        int at = lines.takeLineFeed(bytes, from, end);
        int length = (int) Math.min(contents, end - at);
        if (length > 0) {
            lines.leaveLines();
            contents(direction, bytes, at, length);
        }
        return at + length;
    }

    private int takeLine(Direction direction, LineSplitter lines, byte[] bytes, int from, int end) {
        int at = lines.take(bytes, from, end);
        if (lines.sawLoneCr() && !saidLoneCr) {
            saidLoneCr = true;
            odd(LineWeird.LONE_CR);
        }
        if (lines.sawNul() && !saidNul) {
            saidNul = true;
            odd(LineWeird.NUL);
        }
        if (lines.hasLine()) {
            line(direction, lines);
        }
        return at;
    }

    private LineSplitter lines(Direction direction) {
        return direction.isFromOriginator() ? fromOriginator : fromResponder;
    }

    @Override
    public Outcome gap(Direction direction, long missing) {
        return Outcome.CONTINUE;
    }

    /** What there is of a line is one. */
    @Override
    public void endOfStream(Direction direction, ByteCursor rest) {
        take(direction, rest);
        LineSplitter lines = lines(direction);
        lines.cut();
        if (lines.hasLine() && !isInterrupted) {
            line(direction, lines);
        }
        lines.release();
        flush();
    }
}
