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

    private boolean seen;
    private boolean ended;

    /** What the file was when something of it last came; null when that was not known. */
    private String mimeType;

    Feed(FileTable files, SessionContext context, FileOrigin origin, String fuid) {
        this.files = files;
        this.context = context;
        this.origin = origin;
        this.fuid = fuid;
        this.mimeType = origin.mimeType();
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
        OpenFile file = touch();
        long heldBefore = file.held();
        if (position < 0) {
            file.data(bytes, offset, length);
        } else {
            file.data(position, bytes, offset, length);
            position += length;
        }
        changed(file, heldBefore);
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
        OpenFile file = touch();
        long heldBefore = file.held();
        file.gap(length);
        if (position >= 0) {
            position(position + Math.min(length, OpenFile.MAX_LENGTH));
        }
        changed(file, heldBefore);
    }

    private OpenFile touch() {
        OpenFile file = files.touch(fuid, origin, context.time());
        if (origin.size() >= 0) {
            file.setTotal(origin.size());
        }
        if (file.carriers().isEmpty() || position >= 0) {
            boolean local = context.isLocal(origin.direction());
            file.carriedBy(new Carrier(context.uid(), context.id()), local, origin.name());
        }
        seen = true;
        return file;
    }

    private void changed(OpenFile file, long heldBefore) {
        files.changed(file, heldBefore, context.time());
        mimeType = file.mimeType();
    }

    @Override
    public void end() {
        ended = true;
        OpenFile file = files.find(fuid);
        if (file != null) {
            files.end(file, context.time());
            mimeType = file.mimeType();
        }
    }

    @Override
    public String mimeType() {
        OpenFile file = files.find(fuid);
        return file == null ? mimeType : file.mimeType();
    }

    @Override
    public boolean isSeen() {
        return seen;
    }
}
