package io.brook.analysis.protocol.irc;

import io.brook.analysis.analyzer.FileFeed;
import io.brook.analysis.analyzer.FileOrigin;
import io.brook.analysis.analyzer.FileSession;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.schemas.flow.Direction;

/** A connection over which an offered file comes. The acknowledgements of the other direction are another file, as in Zeek. */
final class IrcDataSession extends FileSession {
    /** After so many bytes the type of a file is known, or will remain unknown: Zeek's default_file_bof_buffer_size. */
    private static final long ENOUGH = 4096;

    private final IrcDataAnalyzer offer;

    IrcDataSession(SessionContext context, IrcDataAnalyzer offer) {
        super(context, offer);
        this.offer = offer;
    }

    @Override
    protected FileFeed begin(Direction direction) {
        String name = offer.isDone() ? null : offer.client.fileName;
        FileFeed file = context.file(new FileOrigin("IRC_DATA", direction, 0, name, -1, null, null));
        if (!offer.isDone()) {
            offer.client.fuid = file.fuid();
        }
        return file;
    }

    @Override
    protected void hasGrown(Direction direction, FileFeed file, long length) {
        if (file.mimeType() != null || length >= ENOUGH) {
            hasEnded(direction, file);
        }
    }

    @Override
    protected void hasEnded(Direction direction, FileFeed file) {
        if (!offer.isDone()) {
            offer.done();
            context.log(offer.client.file(file.mimeType()));
        }
    }
}
