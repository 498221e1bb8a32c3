package io.brook.analysis.protocol.smb;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;

/** Checks that commands of version 1 that are not logged have the form that Zeek expects (MS-CIFS, section 2.2.4). */
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

    private static final long LOCK_RANGE = 20;

    private Smb1Forms() {}

    static void request(int command, Smb1Message message) throws MalformedException {
        FieldReader in = message.in;
        switch (command) {
            case Smb1Layout.LOCKING -> locking(message);
            case Smb1Layout.LOGOFF -> chainedWithoutData(message);
            case CREATE_DIRECTORY_CHECK, QUERY_INFORMATION -> {
                in.skip("word_count, byte_count, buffer_format", Smb1Layout.WORD_COUNT + Smb1Layout.BYTE_COUNT + 1);
                message.text();
            }
            case ECHO -> echo(in);
            case TRANSACTION_SECONDARY -> secondary(message, 0, false);
            case TRANSACTION2_SECONDARY -> secondary(message, 2, true);
            case TRANSACTION2 -> transaction2(message);
            case TREE_DISCONNECT, NT_CANCEL -> withoutParameters(in);
            case NT_TRANSACT -> in.skip("word_count", Smb1Layout.WORD_COUNT);
            default -> {}
        }
    }

    static void reply(int command, Smb1Message message) throws MalformedException {
        FieldReader in = message.in;
        switch (command) {
            case Smb1Layout.CLOSE, CREATE_DIRECTORY_CHECK, TREE_DISCONNECT -> withoutParameters(in);
            case Smb1Layout.WRITE -> {
                message.skipNextCommand();
                in.skip("count, available, count_high, reserved, byte_count", 2 + 2 + 2 + 2 + Smb1Layout.BYTE_COUNT);
            }
            case Smb1Layout.LOGOFF -> chainedWithoutData(message);
            case QUERY_INFORMATION -> {
                in.skip("word_count", Smb1Layout.WORD_COUNT);
                in.skip("attributes, last_write_time, size, reserved", 2 + 4 + 4 + 10);
                in.skip("byte_count", Smb1Layout.BYTE_COUNT);
            }
            case ECHO -> echo(in);
            case TRANSACTION2 -> {
                in.skip("word_count, totals, reserved", Smb1Layout.WORD_COUNT + 2 + 2 + 2);
                in.skip("parameters' count, offset, and displacement", 2 + 2 + 2);
                in.skip("data's count, offset, and displacement", 2 + 2 + 2);
                in.skip("setup_count, reserved", 1 + 1);
                in.skip("data", in.u16("byte_count"));
            }
            case NT_TRANSACT -> in.skip("word_count", Smb1Layout.WORD_COUNT);
            default -> {}
        }
    }

    private static void withoutParameters(FieldReader in) throws MalformedException {
        in.skip("word_count, byte_count", Smb1Layout.WORD_COUNT + Smb1Layout.BYTE_COUNT);
    }

    private static void chainedWithoutData(Smb1Message message) throws MalformedException {
        message.skipNextCommand();
        message.in.skip("byte_count", Smb1Layout.BYTE_COUNT);
    }

    private static void echo(FieldReader in) throws MalformedException {
        in.skip("word_count, echo_count", Smb1Layout.WORD_COUNT + 2);
        in.skip("data", in.u16("byte_count"));
    }

    private static void locking(Smb1Message message) throws MalformedException {
        FieldReader in = message.in;
        message.skipNextCommand();
        in.skip("fid, lock_type, oplock_level, timeout", 2 + 1 + 1 + 4);
        int unlocked = in.u16("unlock_count");
        int locked = in.u16("lock_count");
        in.skip("byte_count", Smb1Layout.BYTE_COUNT);
        in.skip("ranges", LOCK_RANGE * (unlocked + locked));
    }

    /** @param fid how long the number of a file is */
    private static void secondary(Smb1Message message, int fid, boolean withData) throws MalformedException {
        FieldReader in = message.in;
        in.skip("word_count, totals", Smb1Layout.WORD_COUNT + 2 + 2);
        int parameters = in.u16("parameter_count");
        int parametersAt = in.u16("parameter_offset");
        in.skip("parameter_displacement", 2);
        int data = in.u16("data_count");
        int dataAt = in.u16("data_offset");
        in.skip("data_displacement, fid, byte_count", 2 + fid + Smb1Layout.BYTE_COUNT);
        message.moveTo(parametersAt);
        in.skip("parameters", parameters);
        message.moveTo(dataAt);
        in.skip("data", withData ? data : 0);
    }

    private static void transaction2(Smb1Message message) throws MalformedException {
        FieldReader in = message.in;
        in.skip("word_count", Smb1Layout.WORD_COUNT);
        in.skip("totals, maximums, reserved, flags, timeout, reserved", 2 + 2 + 2 + 2 + 1 + 1 + 2 + 4 + 2);
        in.skip("parameter_count", 2);
        int parametersAt = in.u16("parameter_offset");
        in.skip("data_count, data_offset, setup_count, reserved", 2 + 2 + 1 + 1);
        int kind = in.u16("subcommand");
        in.skip("byte_count", Smb1Layout.BYTE_COUNT);
        message.moveTo(parametersAt);
        int parameters = in.position();
        switch (kind) {
            case FIND_FIRST -> in.skip("attributes, count, flags, level, storage_type", 2 + 2 + 2 + 2 + 4);
            case QUERY_PATH -> in.skip("level, reserved", 2 + 4);
            case QUERY_FILE -> in.skip("fid, level", 2 + 2);
            case GET_REFERRAL -> in.skip("max_referral_level", 2);
            default -> {}
        }
        if (kind == FIND_FIRST || kind == QUERY_PATH || kind == GET_REFERRAL) {
            message.text(parameters);
        }
    }
}
