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
        FileFeed file = originator ? fromOriginator : fromResponder;
        if (file == null) {
            if (announced.isDone()) {
                return Outcome.STOP;
            }
            file = begin(originator);
        }
        file.data(in.array(), in.position(), in.remaining());
        in.skip(in.remaining());
        tellType(originator, file);
        return Outcome.CONTINUE;
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
        FileFeed file = originator ? fromOriginator : fromResponder;
        if (file != null) {
            file.gap(missing);
        }
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
