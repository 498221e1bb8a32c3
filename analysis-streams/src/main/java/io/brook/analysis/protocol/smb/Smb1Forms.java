package io.brook.analysis.protocol.smb;

/** Checks commands of version 1 of which nothing is logged for what Zeek expects in them (MS-CIFS, section 2.2.4). */
final class Smb1Forms {
    private static final int CREATE_DIRECTORY_CHECK = 0x10;
    private static final int QUERY_INFORMATION = 0x08;
    private static final int ECHO = 0x2b;
    private static final int TRANSACTION_SECONDARY = 0x26;
    private static final int TRANSACTION2 = 0x32;
    private static final int TRANSACTION2_SECONDARY = 0x33;
    private static final int TREE_DISCONNECT = 0x71;
    private static final int NT_TRANSACT = 0xa0;
    private static final int NT_CANCEL = 0xa4;

    private static final int FIND_FIRST = 1;
    private static final int QUERY_PATH = 5;
    private static final int QUERY_FILE = 7;
    private static final int GET_REFERRAL = 0x10;

    private Smb1Forms() {}

    static void request(int command, Smb1Walk in) {
        switch (command) {
            case Smb1Layout.LOCKING -> locking(in);
            case Smb1Layout.LOGOFF -> in.skip(7);
            case CREATE_DIRECTORY_CHECK, QUERY_INFORMATION -> {
                in.skip(4);
                in.text();
            }
            case ECHO -> counted(in, 3);
            case TRANSACTION_SECONDARY -> secondary(in, 17, false);
            case TRANSACTION2_SECONDARY -> secondary(in, 19, true);
            case TRANSACTION2 -> transaction2(in);
            case TREE_DISCONNECT, NT_CANCEL -> in.skip(3);
            case NT_TRANSACT -> in.skip(1);
            default -> {}
        }
    }

    static void reply(int command, Smb1Walk in) {
        switch (command) {
            case Smb1Layout.CLOSE, CREATE_DIRECTORY_CHECK, TREE_DISCONNECT -> in.skip(3);
            case Smb1Layout.WRITE -> in.skip(15);
            case Smb1Layout.LOGOFF -> in.skip(7);
            case QUERY_INFORMATION -> in.skip(23);
            case ECHO -> counted(in, 3);
            case TRANSACTION2 -> counted(in, 21);
            case NT_TRANSACT -> in.skip(1);
            default -> {}
        }
    }

    /** Fields, a number, and so many bytes. */
    private static void counted(Smb1Walk in, int fields) {
        in.skip(fields);
        in.skip(in.u16());
    }

    private static void locking(Smb1Walk in) {
        in.skip(13);
        int unlocked = in.u16();
        int locked = in.u16();
        in.skip(2);
        in.skip(20L * unlocked);
        in.skip(20L * locked);
    }

    private static void secondary(Smb1Walk in, int fields, boolean withData) {
        in.skip(5);
        int parameters = in.u16();
        int parametersAt = in.u16();
        in.skip(2);
        int data = in.u16();
        int dataAt = in.u16();
        in.skip(fields - 15 + 2L);
        in.moveTo(parametersAt);
        in.skip(parameters);
        in.moveTo(dataAt);
        in.skip(withData ? data : 0);
    }

    private static void transaction2(Smb1Walk in) {
        in.skip(21);
        int parametersAt = in.u16();
        in.skip(6);
        int kind = in.u16();
        in.skip(2);
        in.moveTo(parametersAt);
        int parameters = in.at();
        switch (kind) {
            case FIND_FIRST -> in.skip(12);
            case QUERY_PATH -> in.skip(6);
            case QUERY_FILE -> in.skip(4);
            case GET_REFERRAL -> in.skip(2);
            default -> {}
        }
        if (kind == FIND_FIRST || kind == QUERY_PATH || kind == GET_REFERRAL) {
            in.text(parameters);
        }
    }
}
