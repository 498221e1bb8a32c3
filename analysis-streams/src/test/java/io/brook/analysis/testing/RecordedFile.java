package io.brook.analysis.testing;

import io.brook.analysis.analyzer.FileFeed;
import io.brook.analysis.analyzer.FileOrigin;
import java.nio.charset.StandardCharsets;

/** A file as a session has handed it over, with all its contents. */
public final class RecordedFile implements FileFeed {
    private final String fuid;
    private final FileOrigin origin;
    private final StringBuilder contents = new StringBuilder();
    private long missing;
    private boolean ended;

    RecordedFile(String fuid, FileOrigin origin) {
        this.fuid = fuid;
        this.origin = origin;
    }

    public FileOrigin origin() {
        return origin;
    }

    /** The contents, a character for each byte. */
    public String text() {
        return contents.toString();
    }

    public long missing() {
        return missing;
    }

    public boolean isEnded() {
        return ended;
    }

    @Override
    public String fuid() {
        return fuid;
    }

    @Override
    public void data(byte[] bytes, int offset, int length) {
        contents.append(new String(bytes, offset, length, StandardCharsets.ISO_8859_1));
    }

    @Override
    public void position(long position) {
        contents.append('@').append(position).append(':');
    }

    @Override
    public void gap(long length) {
        missing += length;
    }

    @Override
    public void end() {
        ended = true;
    }

    @Override
    public String mimeType() {
        return null;
    }

    @Override
    public boolean isSeen() {
        return contents.length() > 0;
    }
}
