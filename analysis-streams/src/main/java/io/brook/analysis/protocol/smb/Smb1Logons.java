package io.brook.analysis.protocol.smb;

/**
 * The beginning of a connection of version 1: the negotiation of a dialect, and a user's logon (MS-CIFS, sections 2.2.4.52 and
 * 2.2.4.53).
 */
final class Smb1Logons {
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

    private final SmbSecurity security;

    Smb1Logons(SmbSecurity security) {
        this.security = security;
    }

    /** The client offers dialects. */
    void negotiate(Smb1Walk in) {
        in.skip(1);
        int length = in.u16();
        int end = in.at() + length;
        in.in.has(in.at(), length);
        while (in.at() < end && !in.in.isExceeded()) {
            in.skip(1);
            in.narrow();
        }
        if (in.at() > end) {
            in.in.wrong();
        }
    }

    /** The server chooses one. */
    void chosen(Smb1Walk in) {
        int words = in.u8();
        in.skip(2);
        switch (words) {
            case CORE -> in.skip(2);
            case LANMAN_CHOSEN -> lanman(in);
            case NT_CHOSEN -> nt(in);
            default -> in.in.wrong();
        }
    }

    private static void lanman(Smb1Walk in) {
        int fields = in.at();
        in.skip(20);
        int key = in.u16();
        in.skip(4L + key);
        in.text(fields);
    }

    private void nt(Smb1Walk in) {
        int fields = in.at();
        in.skip(17);
        boolean extended = (in.u32() & EXTENDED_SECURITY) != 0;
        in.skip(10);
        int key = in.u8();
        int count = in.u16();
        if (!extended) {
            in.skip(key);
            in.text(fields);
        } else if (count < GUID) {
            in.in.wrong();
        } else {
            in.skip(GUID);
            token(in, count - GUID);
        }
    }

    private void token(Smb1Walk in, int length) {
        int at = in.at();
        in.skip(length);
        if (!in.in.isExceeded()) {
            security.token(in.in, at, length);
        }
    }

    /** The client logs on. */
    void setUp(Smb1Walk in) {
        int words = in.u8();
        in.skip(14);
        int first = in.u16();
        switch (words) {
            case LANMAN -> {
                in.skip(6L + first);
                texts(in, 4);
            }
            case EXTENDED -> {
                in.skip(10);
                token(in, first);
                texts(in, 2);
            }
            case PLAIN -> {
                int second = in.u16();
                in.skip(10L + first + second);
                texts(in, 4);
            }
            default -> in.in.wrong();
        }
    }

    private static void texts(Smb1Walk in, int count) {
        for (int i = 0; i < count; i++) {
            in.text();
        }
    }

    /** Whether another command may follow a reply to a logon. */
    static boolean isChained(Smb1Walk in) {
        int words = in.in.u8(in.begin());
        return words == LANMAN_DONE || words == NT_DONE;
    }

    /** The server has accepted the client, or continues the negotiation. */
    void done(Smb1Walk in) {
        int words = in.u8();
        if (!isChained(in)) {
            in.skip(2);
            return;
        }
        in.skip(6);
        int length = words == NT_DONE ? in.u16() : 0;
        int count = in.u16();
        if (words == NT_DONE) {
            token(in, length);
            texts(in, 2);
        } else if (count > 0) {
            texts(in, 3);
        }
    }
}
