package io.brook.analysis.protocol.smb;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;

/**
 * What a message of version 2 must hold, after its header, for Zeek to take it as one: all fields of its command, and what their
 * offsets and lengths point at (MS-SMB2, section 2.2).
 */
final class Smb2Forms {
    private static final int DIALECT = 2;
    private static final int LOCK_ELEMENT = 20;

    private static final int SHORT_NAME = 0x28;
    private static final int LINK = 0x0b;

    /** How long each class of information about a file is when it is set; 0 where nothing is expected. */
    private static final int[] FILE_INFORMATION = new int[SHORT_NAME + 1];

    /** The length of a name. */
    private static final int LENGTH = 4;

    /** What is said of a change to a directory before the name and its length. */
    private static final int CHANGE = 8;

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

    /** Looks at a request. */
    static void request(int command, FieldReader in) throws MalformedException {
        int end = Smb2Layout.requestEnd(command);
        if (end < 0) {
            return;
        }
        in.moveTo("request", end);
        switch (command) {
            case Smb2Layout.NEGOTIATE -> list(in, end, DIALECT, Smb2Field.NEGOTIATE_DIALECT_COUNT);
            case Smb2Layout.SESSION_SETUP -> Smb2Field.SESSION_SETUP_TOKEN.partOf(in, end);
            case Smb2Layout.TREE_CONNECT -> Smb2Field.TREE_CONNECT_PATH.partOf(in, end);
            case Smb2Layout.CREATE -> {
                Smb2Field.CREATE_NAME.partOf(in, end);
                Smb2Field.CREATE_CONTEXTS.partOf(in, in.position(), Smb2Field.CREATE_CONTEXTS_LENGTH);
            }
            case Smb2Layout.READ -> Smb2Field.READ_CHANNEL.partOf(in, end);
            case Smb2Layout.WRITE -> Smb2Field.WRITE_DATA.partOf(in, end, Smb2Field.WRITE_LENGTH);
            case Smb2Layout.LOCK -> list(in, end, LOCK_ELEMENT, Smb2Field.LOCK_COUNT);
            case Smb2Layout.IOCTL -> SmbControl.of(in, true);
            case Smb2Layout.QUERY_DIRECTORY -> Smb2Field.QUERY_DIRECTORY_NAME.partOf(in, end);
            case Smb2Layout.QUERY_INFO -> Smb2Field.QUERY_INFO_INPUT.partOf(in, end, Smb2Field.QUERY_INFO_INPUT_LENGTH);
            case Smb2Layout.SET_INFO -> setInfo(in, end);
            default -> {}
        }
    }

    /** Looks at a reply. */
    static void reply(int command, FieldReader in) throws MalformedException {
        int end = Smb2Layout.replyEnd(command);
        if (end < 0) {
            return;
        }
        in.moveTo("reply", end);
        switch (command) {
            case Smb2Layout.NEGOTIATE -> Smb3Contexts.check(in, end);
            case Smb2Layout.SESSION_SETUP -> Smb2Field.SESSION_SETUP_ANSWER.partOf(in, end);
            case Smb2Layout.CREATE -> Smb2Field.CREATED_CONTEXTS.partOf(in, end, Smb2Field.CREATED_CONTEXTS_LENGTH);
            case Smb2Layout.IOCTL -> SmbControl.of(in, false);
            case Smb2Layout.READ, Smb2Layout.QUERY_DIRECTORY, Smb2Layout.QUERY_INFO ->
                Smb2Field.OUTPUT.partOf(in, end, Smb2Field.OUTPUT_LENGTH);
            case Smb2Layout.CHANGE_NOTIFY -> changes(Smb2Field.OUTPUT.partOf(in, end, Smb2Field.OUTPUT_LENGTH));
            default -> {}
        }
    }

    private static void list(FieldReader in, int at, int each, Smb2Field count) throws MalformedException {
        long length = each * count.of(in);
        in.moveTo(at);
        in.skip("list", length);
    }

    private static void setInfo(FieldReader in, int end) throws MalformedException {
        long type = Smb2Field.SET_INFO_TYPE.of(in);
        int kind = (int) Smb2Field.SET_INFO_CLASS.of(in);
        Smb2Field.SET_INFO_BUFFER.follow(in, end);
        if (type == Smb2Layout.FILE_INFORMATION && kind < FILE_INFORMATION.length) {
            if (kind == Smb2Layout.FILE_RENAME || kind == LINK || kind == SHORT_NAME) {
                in.skip("other fields", FILE_INFORMATION[kind] - LENGTH);
                in.skip("name", in.u32("name_length"));
            } else {
                in.skip("information", FILE_INFORMATION[kind]);
            }
        } else if (type == Smb2Layout.FILE_SYSTEM_INFORMATION && kind == FILE_SYSTEM_CONTROL) {
            in.skip("information", FILE_SYSTEM_CONTROL_LENGTH);
        } else if (type == Smb2Layout.FILE_SYSTEM_INFORMATION && kind == FILE_SYSTEM_OBJECT) {
            in.skip("information", FILE_SYSTEM_OBJECT_LENGTH);
        }
    }

    /** Zeek does not know that the next entry is aligned. */
    private static void changes(FieldReader list) throws MalformedException {
        while (!list.isAtEnd()) {
            list.skip("next_entry_offset, action", CHANGE);
            list.skip("name", list.u32("name_length"));
        }
    }
}
