package io.brook.analysis.protocol.smb;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;

/**
 * Reads the beginning of a connection of version 1: the negotiation of a dialect, and a user's logon (MS-CIFS, sections 2.2.4.52
 * and 2.2.4.53). What matters is the token that proves who somebody is; null where there is none. The forms of a command differ by
 * their word counts.
 */
final class Smb1LogonParser {
    private static final int CORE = 1;
    private static final int LANMAN_CHOSEN = 13;
    private static final int NT_CHOSEN = 17;

    private static final int LANMAN = 10;
    private static final int EXTENDED = 12;
    private static final int PLAIN = 13;

    private static final int LANMAN_DONE = 3;
    private static final int NT_DONE = 4;

    private static final long EXTENDED_SECURITY = 0x80000000L;
    private static final int GUID = 16;

    private Smb1LogonParser() {}

    /** The client offers dialects. */
    static void negotiate(Smb1Message message) throws MalformedException {
        FieldReader in = message.in;
        in.skip("word_count", Smb1Layout.WORD_COUNT);
        FieldReader dialects = in.part("dialects", in.u16("byte_count"));
        while (!dialects.isAtEnd()) {
            dialects.skip("buffer_format", 1);
            if (!dialects.hasZero()) {
                // It goes on behind the list.
                throw new MalformedException("string mismatch");
            }
            SmbText.narrow(dialects);
        }
    }

    /** The server chooses one. */
    static FieldReader chosen(Smb1Message message) throws MalformedException {
        FieldReader in = message.in;
        int words = in.u8("word_count");
        in.skip("dialect_index", 2);
        switch (words) {
            case CORE -> in.skip("byte_count", Smb1Layout.BYTE_COUNT);
            case LANMAN_CHOSEN -> lanman(message);
            case NT_CHOSEN -> {
                return nt(message);
            }
            default -> throw MalformedException.enforced("word_count");
        }
        return null;
    }

    private static void lanman(Smb1Message message) throws MalformedException {
        FieldReader in = message.in;
        int fields = in.position();
        in.skip("security_mode, limits, raw_mode, session_key", 2 + 2 + 2 + 2 + 2 + 4);
        in.skip("server_time, server_date, server_time_zone", 2 + 2 + 2);
        int key = in.u16("key_length");
        in.skip("reserved, byte_count", 2 + Smb1Layout.BYTE_COUNT);
        in.skip("key", key);
        message.text(fields);
    }

    private static FieldReader nt(Smb1Message message) throws MalformedException {
        FieldReader in = message.in;
        int fields = in.position();
        in.skip("security_mode, limits, session_key", 1 + 2 + 2 + 4 + 4 + 4);
        boolean extended = (in.u32("capabilities") & EXTENDED_SECURITY) != 0;
        in.skip("server_time, server_time_zone", 8 + 2);
        int key = in.u8("key_length");
        int count = in.u16("byte_count");
        if (extended) {
            in.skip("server_guid", GUID);
            return in.part("security_blob", count - GUID);
        }
        in.skip("key", key);
        message.text(fields);
        return null;
    }

    /** The client logs on. */
    static FieldReader setUp(Smb1Message message) throws MalformedException {
        FieldReader in = message.in;
        int words = in.u8("word_count");
        in.skip("andx", Smb1Layout.NEXT_COMMAND);
        in.skip("max_buffer_size, max_mpx_count, vc_number, session_key", 2 + 2 + 2 + 4);
        int first = in.u16("length");
        switch (words) {
            case LANMAN -> {
                in.skip("reserved, byte_count", 4 + Smb1Layout.BYTE_COUNT);
                in.skip("password", first);
                message.skipTexts(4);
            }
            case EXTENDED -> {
                in.skip("reserved, capabilities, byte_count", 4 + 4 + Smb1Layout.BYTE_COUNT);
                FieldReader token = in.part("security_blob", first);
                message.skipTexts(2);
                return token;
            }
            case PLAIN -> {
                int second = in.u16("case_sensitive_password_length");
                in.skip("reserved, capabilities, byte_count", 4 + 4 + Smb1Layout.BYTE_COUNT);
                in.skip("passwords", first + second);
                message.skipTexts(4);
            }
            default -> throw MalformedException.enforced("word_count");
        }
        return null;
    }

    /** Whether another command may follow a reply to a logon. */
    static boolean isChained(int wordCount) {
        return wordCount == LANMAN_DONE || wordCount == NT_DONE;
    }

    /** The server has accepted the client, or continues the negotiation. */
    static FieldReader done(Smb1Message message) throws MalformedException {
        FieldReader in = message.in;
        int words = in.u8("word_count");
        if (!isChained(words)) {
            in.skip("byte_count", Smb1Layout.BYTE_COUNT);
            return null;
        }
        in.skip("andx, action", Smb1Layout.NEXT_COMMAND + 2);
        int length = words == NT_DONE ? in.u16("security_blob_length") : 0;
        int count = in.u16("byte_count");
        if (words == NT_DONE) {
            FieldReader token = in.part("security_blob", length);
            message.skipTexts(2);
            return token;
        }
        if (count > 0) {
            message.skipTexts(3);
        }
        return null;
    }
}
