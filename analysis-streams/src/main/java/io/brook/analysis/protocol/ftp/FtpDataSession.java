package io.brook.analysis.protocol.ftp;

import io.brook.analysis.analyzer.FileFeed;
import io.brook.analysis.analyzer.FileOrigin;
import io.brook.analysis.analyzer.FileSession;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.schemas.flow.Direction;

/** A connection over which a file is transferred. */
final class FtpDataSession extends FileSession {
    private final FtpDataAnalyzer announced;
    private boolean originatorTold;
    private boolean responderTold;

    FtpDataSession(SessionContext context, FtpDataAnalyzer announced) {
        super(context);
        this.announced = announced;
        if (!announced.isDone()) {
            context.confirm();
        }
    }

    @Override
    protected FileFeed begin(Direction direction) {
        if (announced.isDone()) {
            return null;
        }
        FileFeed file = context.file(new FileOrigin("FTP_DATA", direction, 0, null, -1, null, null));
        announced.transfer().fileIs(file.fuid());
        return file;
    }

    @Override
    protected void hasGrown(Direction direction, FileFeed file, long length) {
        tellType(direction, file);
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
    protected void hasEnded(Direction direction, FileFeed file) {
        tellType(direction, file);
    }

    @Override
    public void finish() {
        super.finish();
        announced.done();
    }
}
