package io.brook.analysis.protocol.smb;

import io.brook.analysis.analyzer.FileFeed;

/** A piece of a file in a message that is too long to be held: the rest of it, which is still to come. */
final class SmbContents {
    private final FileFeed feed;
    private long position;
    private long left;

    /**
     * @param position where in the file the rest belongs
     * @param left how long it is
     */
    SmbContents(FileFeed feed, long position, long left) {
        this.feed = feed;
        this.position = position;
        this.left = left;
    }

    /** The next bytes of the message; what lies behind the piece is ignored. */
    void data(byte[] bytes, int offset, int length) {
        int wanted = (int) Math.min(left, length);
        feed.position(position);
        feed.data(bytes, offset, wanted);
        position += wanted;
        left -= wanted;
    }
}
