package io.brook.analysis.protocol.http;

import io.brook.analysis.line.ContentLineSplitter;

/** Cuts one direction's bytes into lines and, where its messages say so, contents that are not lines. */
final class HttpStreamParser {
    /** What the last bytes were. */
    enum Piece {
        /** Nothing complete. */
        NONE,
        LINE,
        /** A line that ends only because the contents do. */
        UNTERMINATED_LINE,
        /** A part of a line that is too long to be held. */
        PART_OF_LINE,
        CONTENTS
    }

    private static final byte[] NOTHING = {};

    private final HttpFraming framing;
    private final ContentLineSplitter lines = new ContentLineSplitter(true);
    Piece piece = Piece.NONE;

    /** The array that the piece is in, without an end of line. */
    byte[] array = NOTHING;

    int offset;
    int length;

    HttpStreamParser(HttpFraming framing) {
        this.framing = framing;
    }

    /**
     * Takes the bytes of one piece, or all if they do not complete one.
     *
     * @return where the first byte is that was not taken
     */
    int take(byte[] bytes, int from, int to) {
        piece = Piece.NONE;
        int at = lines.takeLineFeed(bytes, from, to);
        if (at == to) {
            return at;
        }
        int plain = framing.plainAmong(to - at);
        return plain > 0 ? takeContents(bytes, at, plain) : takeLine(bytes, at, at + framing.linesAmong(to - at));
    }

    private int takeContents(byte[] bytes, int at, int count) {
        lines.leaveLines();
        framing.takePlain(count);
        piece = Piece.CONTENTS;
        array = bytes;
        offset = at;
        length = count;
        return at + count;
    }

    private int takeLine(byte[] bytes, int at, int to) {
        lines.endLinesWithCrLfOnly(framing.endsLinesWithCrLfOnly);
        int next = lines.take(bytes, at, to);
        boolean isEnd = framing.takeLines(next - at);
        if (lines.hasLine()) {
            line(lines.isWhole() ? Piece.LINE : Piece.PART_OF_LINE);
        } else if (isEnd) {
            cut(Piece.UNTERMINATED_LINE);
        }
        return next;
    }

    private void line(Piece kind) {
        piece = kind;
        array = lines.array();
        offset = lines.offset();
        length = lines.length();
    }

    private void cut(Piece kind) {
        lines.cut();
        if (lines.hasLine()) {
            line(kind);
        }
    }

    /** No more bytes will come: an unfinished line counts as one. */
    void end() {
        piece = Piece.NONE;
        cut(Piece.LINE);
    }

    /** Forgets the last piece, whose bytes the caller owns. */
    void release() {
        piece = Piece.NONE;
        array = NOTHING;
        lines.release();
    }

    /** Whether a line ended with a CR that no LF followed. */
    boolean sawLoneCr() {
        return lines.sawLoneCr();
    }

    /** Whether the last line ended with a CR, and it is not known yet whether an LF follows. */
    boolean awaitsLineFeed() {
        return lines.awaitsLineFeed();
    }

    /**
     * Skips the LF of a line that ended with a CR.
     *
     * @return where the first byte is that was not taken
     */
    int takeLineFeed(byte[] bytes, int from, int to) {
        return lines.takeLineFeed(bytes, from, to);
    }
}
