package io.brook.analysis.protocol.smb;

/** Where the fields of the header of version 1 are (MS-CIFS, section 2.2.3.1), and the numbers of commands (section 2.2.2.1). */
final class Smb1Layout {
    static final int HEADER = 32;
    static final int COMMAND = 4;
    static final int FLAGS = 10;
    static final int TREE_ID = 24;
    static final int MULTIPLEX_ID = 30;

    /** The flag that says that texts are in UTF-16. */
    static final int UNICODE = 0x8000;

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
