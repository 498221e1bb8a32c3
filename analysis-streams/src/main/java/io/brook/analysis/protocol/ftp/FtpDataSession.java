package io.brook.analysis.protocol.ftp;

import io.brook.analysis.analyzer.FileFeed;
import io.brook.analysis.analyzer.FileOrigin;
import io.brook.analysis.analyzer.FileSession;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.schemas.flow.Direction;
import java.util.EnumSet;
import java.util.Set;

/** A connection over which a file is transferred. */
final class FtpDataSession extends FileSession {
    private final FtpDataAnalyzer announced;

    /** The directions of which the type of the file was told: by the time that it ends, the control connection may be at another one. */
    private final Set<Direction> told = EnumSet.noneOf(Direction.class);

    FtpDataSession(SessionContext context, FtpDataAnalyzer announced) {
        super(context, announced);
        this.announced = announced;
    }

    @Override
    protected FileFeed begin(Direction direction) {
        if (announced.isDone()) {
            return null;
        }
        FileFeed file = context.file(new FileOrigin("FTP_DATA", direction, 0, null, -1, null, null));
        announced.transfer.fuid = file.fuid();
        return file;
    }

    @Override
    protected void hasGrown(Direction direction, FileFeed file, long length) {
        if (file.mimeType() != null && told.add(direction)) {
            announced.transfer.mimeType = file.mimeType();
        }
    }

    @Override
    protected void hasEnded(Direction direction, FileFeed file) {
        hasGrown(direction, file, 0);
    }
}
