package io.brook.analysis.analyzer;

import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.flow.Direction;

/**
 * A session that takes all bytes of each direction for a file, as on a connection that another one has announced: only that one knows
 * which side was to send.
 */
public abstract class FileSession implements AnalyzerSession {
    protected final SessionContext context;
    private final AnnouncedAnalyzer announced;

    private FileFeed fromOriginator;
    private FileFeed fromResponder;
    private long originatorBytes;
    private long responderBytes;

    /** @param announced what has said that the connection would come */
    protected FileSession(SessionContext context, AnnouncedAnalyzer announced) {
        this.context = context;
        this.announced = announced;
        if (!announced.isDone()) {
            context.confirm();
        }
    }

    /** The file of a direction, which begins with the first bytes or with a gap; null when there is none. */
    protected abstract FileFeed begin(Direction direction);

    /**
     * More of a file has come.
     *
     * @param length how much of it has come in all, without gaps
     */
    protected abstract void hasGrown(Direction direction, FileFeed file, long length);

    /** A file has ended. */
    protected abstract void hasEnded(Direction direction, FileFeed file);

    @Override
    public final Outcome data(Direction direction, ByteCursor in) {
        FileFeed file = file(direction);
        if (file == null) {
            return Outcome.STOP;
        }
        int length = in.remaining();
        file.data(in.array(), in.position(), length);
        in.skip(length);
        boolean original = direction.isFromOriginator();
        hasGrown(direction, file, original ? (originatorBytes += length) : (responderBytes += length));
        return Outcome.CONTINUE;
    }

    private FileFeed file(Direction direction) {
        if (direction.isFromOriginator()) {
            fromOriginator = fromOriginator == null ? begin(direction) : fromOriginator;
            return fromOriginator;
        }
        fromResponder = fromResponder == null ? begin(direction) : fromResponder;
        return fromResponder;
    }

    @Override
    public final Outcome gap(Direction direction, long missing) {
        FileFeed file = file(direction);
        if (file == null) {
            return Outcome.STOP;
        }
        file.gap(missing);
        return Outcome.CONTINUE;
    }

    @Override
    public final void finish() {
        end(Direction.ORIGINATOR, fromOriginator);
        end(Direction.RESPONDER, fromResponder);
        announced.done();
    }

    private void end(Direction direction, FileFeed file) {
        if (file != null) {
            file.end();
            hasEnded(direction, file);
        }
    }
}
