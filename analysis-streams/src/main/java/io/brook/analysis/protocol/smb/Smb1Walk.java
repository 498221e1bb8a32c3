package io.brook.analysis.protocol.smb;

import io.brook.schemas.flow.Direction;

/** Goes through the commands of a message of version 1, field by field, in order: where one begins depends on those before it. */
final class Smb1Walk {
    final SmbFields in;
    final Direction direction;
    final boolean unicode;

    /** The numbers of the share and of the exchange, from the header. */
    final int tree;

    final int exchange;

    /** Whether the share was known to be a pipe when the message began. */
    final boolean onPipe;

    private int begin;
    private int at;

    Smb1Walk(SmbFields in, Direction direction, boolean onPipe) {
        this.in = in;
        this.direction = direction;
        this.unicode = (in.u16(Smb1Layout.FLAGS) & Smb1Layout.UNICODE) != 0;
        this.tree = in.u16(Smb1Layout.TREE_ID);
        this.exchange = in.u16(Smb1Layout.MULTIPLEX_ID);
        this.onPipe = onPipe;
        begin(Smb1Layout.HEADER);
    }

    /** A command begins here. */
    void begin(int begin) {
        this.begin = begin;
        this.at = begin;
    }

    /** Where the command begins. */
    int begin() {
        return begin;
    }

    /** The place of the next field. */
    int at() {
        return at;
    }

    /** Moves on, if there is so much. */
    void skip(long length) {
        if (in.has(at, length)) {
            at += (int) length;
        }
    }

    int u8() {
        skip(1);
        return in.u8(at - 1);
    }

    int u16() {
        skip(2);
        return in.u16(at - 2);
    }

    long u32() {
        skip(4);
        return in.u32(at - 4);
    }

    long u64() {
        skip(8);
        return in.u64(at - 8);
    }

    /** Moves to a place that is given as in a message of this command alone; not back. */
    void moveTo(int offset) {
        skip(Math.max(0, begin - Smb1Layout.HEADER + offset - at));
    }

    /** A text with one byte for each character, terminated by a zero or by the end of the message. */
    String narrow() {
        int end = in.endOfText(at, false);
        String text = in.text(at, end - at);
        skip(Math.min(end + 1, in.length()) - at);
        return text;
    }

    /** A text like that, or in UTF-16 if the message has such texts, aligned to the command's beginning. */
    String text() {
        return text(begin);
    }

    /** @param origin what a text in UTF-16 is aligned to */
    String text(int origin) {
        if (!unicode) {
            return narrow();
        }
        skip(at - origin & 1);
        int end = in.endOfText(at, true);
        String text = in.utf16(at, end - at);
        skip(Math.min(end + 2, in.length()) - at);
        return text;
    }
}
