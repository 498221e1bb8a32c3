package io.brook.analysis.protocol.smb;

/**
 * What a message of version 2 must hold, after its header, for Zeek to take it as one: all fields of its command, and what their
 * offsets and lengths point at (MS-SMB2, section 2.2). An offset that points back counts as none.
 */
final class Smb2Forms {
    static final int HEADER = 64;

    /** How long the fields of a request are, by command. */
    private static final int[] REQUEST = {36, 16, 4, 8, 4, 56, 24, 24, 48, 48, 24, 56, 4, 4, 32, 32, 40, 32, 24};

    /** How long the fields of a reply are, by command. */
    private static final int[] REPLY = {64, 8, 4, 16, 4, 88, 60, 4, 16, 16, 4, 48, 0, 4, 8, 8, 8, 2, 24};

    private static final int SHORT_NAME = 0x28;
    private static final int LINK = 0x0b;

    /** How long what a change of a file's information says is, by kind; 0 when nothing is expected. */
    private static final int[] FILE_INFORMATION = new int[SHORT_NAME + 1];

    /** How long what is said of a change to a directory is, without the name. */
    private static final int CHANGE = 12;

    private static final int FILE = 1;
    private static final int FILE_SYSTEM = 2;
    private static final int FILE_SYSTEM_CONTROL = 6;
    private static final int FILE_SYSTEM_OBJECT = 8;

    static {
        FILE_INFORMATION[Smb2.BASIC] = 36;
        FILE_INFORMATION[Smb2.RENAME] = 20;
        FILE_INFORMATION[LINK] = 20;
        FILE_INFORMATION[Smb2.DISPOSITION] = 1;
        FILE_INFORMATION[0x0e] = 8;
        FILE_INFORMATION[0x10] = 4;
        FILE_INFORMATION[0x13] = 8;
        FILE_INFORMATION[0x14] = 8;
        FILE_INFORMATION[0x18] = 8;
        FILE_INFORMATION[0x27] = 8;
        FILE_INFORMATION[SHORT_NAME] = 4;
    }

    private Smb2Forms() {}

    /** Looks at a request; what is missing of it is noted in the fields. */
    static void request(int command, SmbFields in) {
        if (command >= REQUEST.length || !in.has(HEADER, REQUEST[command])) {
            return;
        }
        int after = HEADER + REQUEST[command];
        switch (command) {
            case Smb2.NEGOTIATE -> in.has(after, 2L * in.u16(HEADER + 2));
            case Smb2.SESSION_SETUP -> in.has(place(in, in.u16(HEADER + 12), after), in.u16(HEADER + 14));
            case Smb2.TREE_CONNECT -> in.has(place(in, in.u16(HEADER + 4), after), in.u16(HEADER + 6));
            case Smb2.CREATE -> create(in, after);
            case Smb2.READ -> in.has(place(in, in.u16(HEADER + 44), after), in.u16(HEADER + 46));
            case Smb2.WRITE -> in.has(place(in, in.u16(HEADER + 2), after), in.u32(HEADER + 4));
            case Smb2.LOCK -> in.has(after, 20L * in.u16(HEADER + 2));
            case Smb2.IOCTL -> SmbControl.of(in, true);
            case Smb2.QUERY_DIRECTORY -> in.has(place(in, in.u16(HEADER + 24), after), in.u16(HEADER + 26));
            case Smb2.QUERY_INFO -> in.has(place(in, in.u16(HEADER + 8), after), in.u32(HEADER + 12));
            case Smb2.SET_INFO -> setInfo(in, after);
            default -> {}
        }
    }

    /** Looks at a reply; what is missing of it is noted in the fields. */
    static void reply(int command, SmbFields in) {
        if (command >= REPLY.length || !in.has(HEADER, REPLY[command])) {
            return;
        }
        int after = HEADER + REPLY[command];
        switch (command) {
            case Smb2.NEGOTIATE -> Smb3Contexts.check(in, after);
            case Smb2.SESSION_SETUP -> in.has(place(in, in.u16(HEADER + 4), after), in.u16(HEADER + 6));
            case Smb2.CREATE -> in.has(place(in, in.u32(HEADER + 80), after), in.u32(HEADER + 84));
            case Smb2.IOCTL -> SmbControl.of(in, false);
            case Smb2.READ, Smb2.QUERY_DIRECTORY, Smb2.QUERY_INFO ->
                in.has(place(in, in.u16(HEADER + 2), after), in.u32(HEADER + 4));
            case Smb2.CHANGE_NOTIFY -> changes(in, place(in, in.u16(HEADER + 2), after), in.u32(HEADER + 4));
            default -> {}
        }
    }

    /**
     * Where an offset points.
     *
     * @param offset from the header's beginning, if the header is as long as it says
     * @param after where at least
     */
    static int place(SmbFields in, long offset, int after) {
        long at = offset + HEADER - in.u16(4);
        return (int) Math.max(after, Math.min(at, Integer.MAX_VALUE));
    }

    private static void create(SmbFields in, int after) {
        int name = place(in, in.u16(HEADER + 44), after);
        int length = in.u16(HEADER + 46);
        in.has(name, length);
        long contexts = in.u32(HEADER + 48);
        in.has(place(in, contexts, name + length), in.u32(HEADER + 52));
    }

    private static void setInfo(SmbFields in, int after) {
        int kind = in.u8(HEADER + 2);
        int level = in.u8(HEADER + 3);
        int at = place(in, in.u16(HEADER + 8), after);
        if (!in.has(at, 0)) {
            return;
        }
        if (kind == FILE && level < FILE_INFORMATION.length) {
            int fields = FILE_INFORMATION[level];
            in.has(at, fields);
            if (level == Smb2.RENAME || level == LINK || level == SHORT_NAME) {
                in.has(at + fields, in.u32(at + fields - 4));
            }
        } else if (kind == FILE_SYSTEM && level == FILE_SYSTEM_CONTROL) {
            in.has(at, 48);
        } else if (kind == FILE_SYSTEM && level == FILE_SYSTEM_OBJECT) {
            in.has(at, 64);
        }
    }

    /** Zeek does not know that what comes after a name is aligned. */
    private static void changes(SmbFields in, int at, long length) {
        long end = at + length;
        long next = at;
        in.has(at, length);
        while (next < end && !in.isExceeded()) {
            next += CHANGE + in.u32((int) next + CHANGE - 4);
            if (next > end) {
                in.wrong();
            }
        }
    }
}
