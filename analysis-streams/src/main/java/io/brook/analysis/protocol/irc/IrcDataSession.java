package io.brook.analysis.protocol.irc;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.FileFeed;
import io.brook.analysis.analyzer.FileOrigin;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.flow.Direction;

/** Takes all bytes for a file. Those of the other direction, which acknowledge what has arrived, are another file, as in Zeek. */
final class IrcDataSession implements AnalyzerSession {
    /** After so many bytes the type of a file is known, or will remain unknown: Zeek's default_file_bof_buffer_size. */
    private static final long ENOUGH = 4096;

    private final SessionContext context;
    private final IrcDataAnalyzer offer;
    private FileFeed fromOriginator;
    private FileFeed fromResponder;
    private long originatorBytes;
    private long responderBytes;

    IrcDataSession(SessionContext context, IrcDataAnalyzer offer) {
        this.context = context;
        this.offer = offer;
        if (!offer.isDone()) {
            context.confirm();
        }
    }

    @Override
    public Outcome data(Direction direction, ByteCursor in) {
        int length = in.remaining();
        FileFeed file = file(direction);
        file.data(in.array(), in.position(), length);
        in.skip(length);
        long had = direction.isFromOriginator() ? (originatorBytes += length) : (responderBytes += length);
        if (file.mimeType() != null || had >= ENOUGH) {
            log(file);
        }
        return Outcome.CONTINUE;
    }

    private FileFeed file(Direction direction) {
        FileFeed file = direction.isFromOriginator() ? fromOriginator : fromResponder;
        if (file == null) {
            String name = offer.isDone() ? null : offer.client().offered();
            file = context.file(new FileOrigin("IRC_DATA", direction, 0, name, -1, null, null));
            if (!offer.isDone()) {
                offer.client().fileIs(file.fuid());
            }
            if (direction.isFromOriginator()) {
                fromOriginator = file;
            } else {
                fromResponder = file;
            }
        }
        return file;
    }

    private void log(FileFeed file) {
        if (!offer.isDone()) {
            offer.done();
            context.log(offer.client().file(file.mimeType()));
        }
    }

    @Override
    public Outcome gap(Direction direction, long missing) {
        file(direction).gap(missing);
        return Outcome.CONTINUE;
    }

    @Override
    public void finish() {
        end(fromOriginator);
        end(fromResponder);
        offer.done();
    }

    private void end(FileFeed file) {
        if (file != null) {
            file.end();
            log(file);
        }
    }
}
