package io.brook.analysis.protocol.smb;

/**
 * What a message of version 2 must hold, after its header, for Zeek to take it as one: all fields of its command, and what their
 * offsets and lengths point at (MS-SMB2, section 2.2).
 */
final class Smb2Forms {
    private static final int DIALECT = 2;
    private static final int LOCK_ELEMENT = 20;

    private static final int SHORT_NAME = 0x28;
    private static final int LINK = 0x0b;

    /** How long what a change of a file's information says is, by kind; 0 when nothing is expected. */
    private static final int[] FILE_INFORMATION = new int[SHORT_NAME + 1];

    /** How long what is said of a change to a directory is, without the name. */
    private static final int CHANGE = 12;

    private static final int FILE_SYSTEM_CONTROL = 6;
    private static final int FILE_SYSTEM_CONTROL_LENGTH = 48;
    private static final int FILE_SYSTEM_OBJECT = 8;
    private static final int FILE_SYSTEM_OBJECT_LENGTH = 64;

    static {
        FILE_INFORMATION[Smb2Layout.FILE_BASIC] = 36;
        FILE_INFORMATION[Smb2Layout.FILE_RENAME] = 20;
        FILE_INFORMATION[LINK] = 20;
        FILE_INFORMATION[Smb2Layout.FILE_DISPOSITION] = 1;
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
        int end = Smb2Layout.requestEnd(command);
        if (end < 0 || !in.has(0, end)) {
            return;
        }
        switch (command) {
            case Smb2Layout.NEGOTIATE -> in.has(end, DIALECT * Smb2Field.NEGOTIATE_DIALECT_COUNT.of(in));
            case Smb2Layout.SESSION_SETUP -> pointed(in, Smb2Field.SESSION_SETUP_TOKEN, end);
            case Smb2Layout.TREE_CONNECT -> pointed(in, Smb2Field.TREE_CONNECT_PATH, end);
            case Smb2Layout.CREATE -> create(in, end);
            case Smb2Layout.READ -> pointed(in, Smb2Field.READ_CHANNEL, end);
            case Smb2Layout.WRITE -> pointed(in, Smb2Field.WRITE_DATA, Smb2Field.WRITE_LENGTH, end);
            case Smb2Layout.LOCK -> in.has(end, LOCK_ELEMENT * Smb2Field.LOCK_COUNT.of(in));
            case Smb2Layout.IOCTL -> SmbControl.of(in, true);
            case Smb2Layout.QUERY_DIRECTORY -> pointed(in, Smb2Field.QUERY_DIRECTORY_NAME, end);
            case Smb2Layout.QUERY_INFO ->
                pointed(in, Smb2Field.QUERY_INFO_INPUT, Smb2Field.QUERY_INFO_INPUT_LENGTH, end);
            case Smb2Layout.SET_INFO -> setInfo(in, end);
            default -> {}
        }
    }

    /** Looks at a reply; what is missing of it is noted in the fields. */
    static void reply(int command, SmbFields in) {
        int end = Smb2Layout.replyEnd(command);
        if (end < 0 || !in.has(0, end)) {
            return;
        }
        switch (command) {
            case Smb2Layout.NEGOTIATE -> Smb3Contexts.check(in, end);
            case Smb2Layout.SESSION_SETUP -> pointed(in, Smb2Field.SESSION_SETUP_ANSWER, end);
            case Smb2Layout.CREATE -> pointed(in, Smb2Field.CREATED_CONTEXTS, Smb2Field.CREATED_CONTEXTS_LENGTH, end);
            case Smb2Layout.IOCTL -> SmbControl.of(in, false);
            case Smb2Layout.READ, Smb2Layout.QUERY_DIRECTORY, Smb2Layout.QUERY_INFO ->
                pointed(in, Smb2Field.OUTPUT, Smb2Field.OUTPUT_LENGTH, end);
            case Smb2Layout.CHANGE_NOTIFY ->
                changes(in, Smb2Field.OUTPUT.placeOf(in, end), Smb2Field.OUTPUT_LENGTH.of(in));
            default -> {}
        }
    }

    /** What a field points at, of the length that follows it. */
    private static void pointed(SmbFields in, Smb2Field offset, int end) {
        in.has(offset.placeOf(in, end), offset.lengthOf(in));
    }

    private static void pointed(SmbFields in, Smb2Field offset, Smb2Field length, int end) {
        in.has(offset.placeOf(in, end), length.of(in));
    }

    private static void create(SmbFields in, int end) {
        int name = Smb2Field.CREATE_NAME.placeOf(in, end);
        int length = Smb2Field.CREATE_NAME.lengthOf(in);
        in.has(name, length);
        pointed(in, Smb2Field.CREATE_CONTEXTS, Smb2Field.CREATE_CONTEXTS_LENGTH, name + length);
    }

    private static void setInfo(SmbFields in, int end) {
        long type = Smb2Field.SET_INFO_TYPE.of(in);
        int kind = (int) Smb2Field.SET_INFO_CLASS.of(in);
        int at = Smb2Field.SET_INFO_BUFFER.placeOf(in, end);
        if (!in.has(at, 0)) {
            return;
        }
        if (type == Smb2Layout.FILE_INFORMATION && kind < FILE_INFORMATION.length) {
            int fields = FILE_INFORMATION[kind];
            in.has(at, fields);
            if (kind == Smb2Layout.FILE_RENAME || kind == LINK || kind == SHORT_NAME) {
                in.has(at + fields, in.u32(at + fields - 4));
            }
        } else if (type == Smb2Layout.FILE_SYSTEM_INFORMATION && kind == FILE_SYSTEM_CONTROL) {
            in.has(at, FILE_SYSTEM_CONTROL_LENGTH);
        } else if (type == Smb2Layout.FILE_SYSTEM_INFORMATION && kind == FILE_SYSTEM_OBJECT) {
            in.has(at, FILE_SYSTEM_OBJECT_LENGTH);
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
