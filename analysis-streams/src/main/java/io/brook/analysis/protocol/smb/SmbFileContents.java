package io.brook.analysis.protocol.smb;

import io.brook.analysis.analyzer.FileFeed;
import io.brook.analysis.analyzer.FileOrigin;
import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.BoundedMap;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.bytes.FieldReader;
import io.brook.schemas.flow.Direction;

/** Puts what is read and written into files, several of which may be open at once. */
final class SmbFileContents {
    /** How many files are remembered; later pieces of a forgotten one still join the rest of it. */
    private static final int MAX_OPEN = 64;

    private final SessionContext context;
    private final SmbLines lines;
    private final BoundedMap<String, FileFeed> open = new BoundedMap<>(MAX_OPEN);

    SmbFileContents(SessionContext context, SmbLines lines) {
        this.context = context;
        this.lines = lines;
    }

    /** See {@link SmbExchange#contents}. */
    SmbContents data(SmbSharedFile file, Direction direction, long from, FieldReader data) {
        FileFeed feed = open.get(file.key());
        if (feed == null) {
            feed = begin(file, direction);
            open.put(file.key(), feed);
            file.fuid = feed.fuid();
            lines.file(file);
        }
        ByteCursor here = data.cursor();
        feed.position(from);
        feed.data(here.array(), here.position(), here.remaining());
        int missing = data.length() - here.remaining();
        return missing == 0 ? null : new SmbContents(feed, from + here.remaining(), missing);
    }

    private FileFeed begin(SmbSharedFile file, Direction direction) {
        long size = file.size > 0 ? file.size : -1;
        return context.file(new FileOrigin("SMB", direction, 0, file.name, size, null, file.key()));
    }

    /** The file is closed. Its contents may have come over another connection. */
    void end(SmbSharedFile file, Direction direction) {
        if (!file.isNamed()) {
            return;
        }
        FileFeed feed = open.remove(file.key());
        (feed == null ? begin(file, direction) : feed).end();
    }
}
