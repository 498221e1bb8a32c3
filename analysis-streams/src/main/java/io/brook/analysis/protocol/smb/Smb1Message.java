package io.brook.analysis.protocol.smb;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;

/** A message of version 1 while it is read, field by field: where one begins depends on those before it. */
final class Smb1Message {
    private static final int UNICODE = 0x8000;

    final FieldReader in;

    /** The first command. */
    final int command;

    /** The number of the share. */
    final int tree;

    /** The number that a request and its reply have in common. */
    final int exchange;

    /** Whether texts are in UTF-16. */
    private final boolean unicode;

    /** Where the command at hand begins. */
    int begin;

    /** @param in the message, of which the header is read (MS-CIFS, section 2.2.3.1) */
    Smb1Message(FieldReader in) throws MalformedException {
        this.in = in;
        in.moveTo(0);
        in.need("header", Smb1Layout.HEADER);
        in.skip("protocol", 4);
        command = in.u8("command");
        in.skip("status, flags", 4 + 1);
        unicode = (in.u16("flags2") & UNICODE) != 0;
        in.skip("high part of the process, security features, reserved", 2 + 8 + 2);
        tree = in.u16("tree");
        in.skip("process, user", 2 + 2);
        exchange = in.u16("multiplex");
        beginCommand();
    }

    /** A command begins here. */
    void beginCommand() {
        begin = in.position();
    }

    /** The word count of the command at hand; what is read next stays the same. */
    int wordCount() throws MalformedException {
        int at = in.position();
        in.moveTo(begin);
        int count = in.u8("word_count");
        in.moveTo(at);
        return count;
    }

    /** Passes over the beginning of a command that another one may follow. */
    void skipNextCommand() throws MalformedException {
        in.skip("word_count, andx", Smb1Layout.WORD_COUNT + Smb1Layout.NEXT_COMMAND);
    }

    /** Moves to an offset, which counts as if the message had only this command; never back. */
    void moveTo(int offset) throws MalformedException {
        in.skip("padding", Math.max(0, begin - Smb1Layout.HEADER + offset - in.position()));
    }

    /** A text with one byte for each character, up to a zero or the end of the message. */
    String narrow() throws MalformedException {
        return SmbText.narrow(in);
    }

    /** A text like that, or in UTF-16 if the message has such texts, aligned to the command's beginning. */
    String text() throws MalformedException {
        return text(begin);
    }

    /** @param origin what a text in UTF-16 is aligned to */
    String text(int origin) throws MalformedException {
        if (!unicode) {
            return narrow();
        }
        in.skip("alignment", in.position() - origin & 1);
        return SmbText.wide(in);
    }

    /** Texts of which only the form matters. */
    void skipTexts(int count) throws MalformedException {
        for (int i = 0; i < count; i++) {
            text();
        }
    }
}
