package io.brook.analysis.file;

import io.brook.analysis.analyzer.FileFeed;
import io.brook.analysis.analyzer.FileOrigin;
import io.brook.analysis.analyzer.SessionContext;

/** Gives what a session says of a file to that file, which begins with its first byte, gap or known size. */
public final class Feed implements FileFeed {
    private final FileTable files;
    private final SessionContext context;
    private final FileOrigin origin;
    private final String fuid;

    /** Where the next bytes belong; -1 while they follow those before them. */
    private long position = -1;

    /** The file, or what it was when it ended; null while nothing has come. */
    private OpenFile file;

    private boolean ended;

    Feed(FileTable files, SessionContext context, FileOrigin origin, String fuid) {
        this.files = files;
        this.context = context;
        this.origin = origin;
        this.fuid = fuid;
    }

    /** Whether the file belongs to its session alone, and ends with it. */
    public boolean isOfOneSession() {
        return origin.key() == null;
    }

    /** Whether the session has said that it is over. */
    public boolean isEnded() {
        return ended;
    }

    @Override
    public String fuid() {
        return fuid;
    }

    @Override
    public void data(byte[] bytes, int offset, int length) {
        if (length == 0) {
            return;
        }
        long heldBefore = touch();
        if (position < 0) {
            file.data(bytes, offset, length);
        } else {
            file.data(position, bytes, offset, length);
            position += length;
        }
        files.changed(file, heldBefore, context.time());
    }

    @Override
    public void position(long position) {
        this.position = Math.max(0, Math.min(position, OpenFile.MAX_LENGTH));
    }

    @Override
    public void gap(long length) {
        if (length <= 0) {
            return;
        }
        long heldBefore = touch();
        file.gap(length);
        if (position >= 0) {
            position(position + Math.min(length, OpenFile.MAX_LENGTH));
        }
        files.changed(file, heldBefore, context.time());
    }

    /** @return how many bytes it holds before something of it comes */
    private long touch() {
        file = files.touch(fuid, origin, context.time());
        if (origin.size() >= 0) {
            file.setTotal(origin.size());
        }
        boolean first = file.carriers().isEmpty();
        if (first || position >= 0) {
            boolean local = context.isLocal(origin.fromOriginator());
            file.carriedBy(new Carrier(context.uid(), context.id()), local, origin.name());
        }
        return file.held();
    }

    @Override
    public void end() {
        ended = true;
        if (file != null) {
            files.end(fuid, context.time());
        }
    }

    @Override
    public String mimeType() {
        return file == null ? origin.mimeType() : file.mimeType();
    }

    @Override
    public boolean isSeen() {
        return file != null;
    }
}
