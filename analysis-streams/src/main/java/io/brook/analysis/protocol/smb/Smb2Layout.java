package io.brook.analysis.protocol.smb;

/** The numbers of commands of versions 2 and 3, and how long their fixed parts are (MS-SMB2, section 2.2). */
final class Smb2Layout {
    static final int HEADER = 64;

    static final int NEGOTIATE = 0;
    static final int SESSION_SETUP = 1;
    static final int TREE_CONNECT = 3;
    static final int TREE_DISCONNECT = 4;
    static final int CREATE = 5;
    static final int CLOSE = 6;
    static final int READ = 8;
    static final int WRITE = 9;
    static final int LOCK = 10;
    static final int IOCTL = 11;
    static final int QUERY_DIRECTORY = 14;
    static final int CHANGE_NOTIFY = 15;
    static final int QUERY_INFO = 16;
    static final int SET_INFO = 17;

    /** Kinds of information, and classes of information about files. */
    static final int FILE_INFORMATION = 1;

    static final int FILE_SYSTEM_INFORMATION = 2;
    static final int FILE_BASIC = 4;
    static final int FILE_RENAME = 10;
    static final int FILE_DISPOSITION = 13;

    private static final int[] REQUEST = {36, 16, 4, 8, 4, 56, 24, 24, 48, 48, 24, 56, 4, 4, 32, 32, 40, 32, 24};
    private static final int[] REPLY = {64, 8, 4, 16, 4, 88, 60, 4, 16, 16, 4, 48, 0, 4, 8, 8, 8, 2, 24};

    private Smb2Layout() {}

    /** Where the fields of a request end; -1 for a command that is none. */
    static int requestEnd(int command) {
        return command < REQUEST.length ? HEADER + REQUEST[command] : -1;
    }

    /** Where the fields of a reply end; -1 for a command that is none. */
    static int replyEnd(int command) {
        return command < REPLY.length ? HEADER + REPLY[command] : -1;
    }
}
