package io.brook.analysis.protocol.ftp;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.FileFeed;
import io.brook.analysis.analyzer.FileOrigin;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.flow.Direction;

/** Takes all bytes of each direction for a file: only the control connection knows which side was to send. */
final class FtpDataSession implements AnalyzerSession {
    private final SessionContext context;
    private final FtpDataAnalyzer announced;
    private FileFeed fromOriginator;
    private FileFeed fromResponder;
    private boolean originatorTold;
    private boolean responderTold;

    FtpDataSession(SessionContext context, FtpDataAnalyzer announced) {
        this.context = context;
        this.announced = announced;
        if (!announced.isDone()) {
            context.confirm();
        }
    }

    @Override
    public Outcome data(Direction direction, ByteCursor in) {
        FileFeed file = file(direction);
        if (file == null) {
            return Outcome.STOP;
        }
        file.data(in.array(), in.position(), in.remaining());
        in.skip(in.remaining());
        tellType(direction, file);
        return Outcome.CONTINUE;
    }

    /** The file of a direction, which begins with the first bytes or with a gap; null when there is none. */
    private FileFeed file(Direction direction) {
        FileFeed file = direction.isFromOriginator() ? fromOriginator : fromResponder;
        return file == null && !announced.isDone() ? begin(direction) : file;
    }

    private FileFeed begin(Direction direction) {
        FileFeed file = context.file(new FileOrigin("FTP_DATA", direction, 0, null, -1, null, null));
        announced.transfer().fileIs(file.fuid());
        if (direction.isFromOriginator()) {
            fromOriginator = file;
        } else {
            fromResponder = file;
        }
        return file;
    }

    /** Tells the type once for each file: by the time that the file ends, the control connection may be at another one. */
    private void tellType(Direction direction, FileFeed file) {
        boolean told = direction.isFromOriginator() ? originatorTold : responderTold;
        if (!told && file.mimeType() != null) {
            announced.transfer().mimeTypeIs(file.mimeType());
            originatorTold |= direction.isFromOriginator();
            responderTold |= direction.isFromResponder();
        }
    }

    @Override
    public Outcome gap(Direction direction, long missing) {
        FileFeed file = file(direction);
        if (file == null) {
            return Outcome.STOP;
        }
        file.gap(missing);
        return Outcome.CONTINUE;
    }

    @Override
    public void finish() {
        end(Direction.ORIGINATOR, fromOriginator);
        end(Direction.RESPONDER, fromResponder);
        announced.done();
    }

    private void end(Direction direction, FileFeed file) {
        if (file != null) {
            file.end();
            tellType(direction, file);
        }
    }
}
