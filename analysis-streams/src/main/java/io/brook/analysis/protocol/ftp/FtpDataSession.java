package io.brook.analysis.protocol.ftp;

import io.brook.analysis.analyzer.AnalyzerSession;
import io.brook.analysis.analyzer.ByteCursor;
import io.brook.analysis.analyzer.FileFeed;
import io.brook.analysis.analyzer.FileOrigin;
import io.brook.analysis.analyzer.Outcome;
import io.brook.analysis.analyzer.SessionContext;

/** All bytes of a direction are a file's; whose turn it is to send only the control connection knows. */
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
    public Outcome data(boolean originator, ByteCursor in) {
        FileFeed file = file(originator);
        if (file == null) {
            return Outcome.STOP;
        }
        file.data(in.array(), in.position(), in.remaining());
        in.skip(in.remaining());
        tellType(originator, file);
        return Outcome.CONTINUE;
    }

    /** The file of a direction, which begins with its first bytes or with what is missing of them; null when there is none. */
    private FileFeed file(boolean originator) {
        FileFeed file = originator ? fromOriginator : fromResponder;
        return file == null && !announced.isDone() ? begin(originator) : file;
    }

    private FileFeed begin(boolean originator) {
        FileFeed file = context.file(new FileOrigin("FTP_DATA", originator, 0, null, -1, null, null));
        announced.transfer().fileIs(file.fuid());
        if (originator) {
            fromOriginator = file;
        } else {
            fromResponder = file;
        }
        return file;
    }

    /** Once a file: by the time that it ends, the control connection may have gone on to another. */
    private void tellType(boolean originator, FileFeed file) {
        boolean told = originator ? originatorTold : responderTold;
        if (!told && file.mimeType() != null) {
            announced.transfer().mimeTypeIs(file.mimeType());
            originatorTold |= originator;
            responderTold |= !originator;
        }
    }

    @Override
    public Outcome gap(boolean originator, long missing) {
        FileFeed file = file(originator);
        if (file == null) {
            return Outcome.STOP;
        }
        file.gap(missing);
        return Outcome.CONTINUE;
    }

    @Override
    public void finish() {
        end(true, fromOriginator);
        end(false, fromResponder);
        announced.done();
    }

    private void end(boolean originator, FileFeed file) {
        if (file != null) {
            file.end();
            tellType(originator, file);
        }
    }
}
