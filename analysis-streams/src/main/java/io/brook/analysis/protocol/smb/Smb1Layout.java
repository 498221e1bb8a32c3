package io.brook.analysis.protocol.smb;

/** The numbers of commands of version 1 (MS-CIFS, section 2.2.2.1), and the lengths that all their messages share. */
final class Smb1Layout {
    /** The length of the header (section 2.2.3.1). */
    static final int HEADER = 32;

    /** How many words a command has: the byte before its parameters. */
    static final int WORD_COUNT = 1;

    /** What may follow a command's word count: the next command, a reserved byte, and where that command begins (section 2.2.3.4). */
    static final int NEXT_COMMAND = 4;

    /** How many bytes of data a command has: the number between its parameters and its data. */
    static final int BYTE_COUNT = 2;

    static final int CLOSE = 0x04;
    static final int LOCKING = 0x24;
    static final int TRANSACTION = 0x25;
    static final int READ = 0x2e;
    static final int WRITE = 0x2f;
    static final int NEGOTIATE = 0x72;
    static final int SESSION_SETUP = 0x73;
    static final int LOGOFF = 0x74;
    static final int TREE_CONNECT = 0x75;
    static final int NT_CREATE = 0xa2;

    private Smb1Layout() {}
}
