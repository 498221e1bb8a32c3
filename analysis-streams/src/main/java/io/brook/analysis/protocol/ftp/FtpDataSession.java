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
        tellType(file);
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

    private void tellType(FileFeed file) {
        if (file.mimeType() != null) {
            announced.transfer().mimeTypeIs(file.mimeType());
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
        end(fromOriginator);
        end(fromResponder);
        announced.done();
    }

    private void end(FileFeed file) {
        if (file != null) {
            file.end();
            tellType(file);
        }
    }
}
