package io.brook.analysis.protocol.smb;

import java.util.Set;

/** Messages of versions 2 and 3 (MS-SMB2, section 2.2). */
final class Smb2 {
    private static final int HEADER = 64;

    private static final int SESSION_SETUP = 1;
    private static final int TREE_CONNECT = 3;
    private static final int TREE_DISCONNECT = 4;
    private static final int CREATE = 5;
    private static final int CLOSE = 6;
    private static final int READ = 8;
    private static final int WRITE = 9;
    private static final int IOCTL = 11;
    private static final int CHANGE_NOTIFY = 15;
    private static final int QUERY_INFO = 16;
    private static final int SET_INFO = 17;

    private static final long STATUS_PENDING = 0x103;
    private static final long STATUS_NOTIFY_ENUM_DIR = 0x10c;
    private static final long STATUS_BUFFER_OVERFLOW = 0x80000005L;
    private static final long STATUS_INVALID_PARAMETER = 0xc000000dL;
    private static final long STATUS_MORE_PROCESSING_REQUIRED = 0xc0000016L;

    private static final int DELETE_ON_CLOSE = 0x1000;

    private static final int FILE_INFORMATION = 1;
    private static final int BASIC = 4;
    private static final int RENAME = 10;
    private static final int DISPOSITION = 13;

    /** Files that are pipes even when it was not seen what their share is: Zeek's SMB::pipe_filenames. */
    static final Set<String> PIPES =
            Set.of("spoolss", "winreg", "samr", "srvsvc", "netdfs", "lsarpc", "wkssvc", "MsFteWds");

    private final Exchange exchange;

    Smb2(Exchange exchange) {
        this.exchange = exchange;
    }

    /** See {@link Messages#message}. */
    Contents message(boolean fromOriginator, Fields in) {
        if (!in.has(0, HEADER)) {
            return null;
        }
        long status = in.u32(8);
        int command = in.u16(12);
        long tree = in.u32(36);
        exchange.message2(fromOriginator, tree, in.u64(24), status != STATUS_PENDING);
        if (fromOriginator) {
            return request(command, tree, in);
        }
        if (isError(status, command)) {
            in.has(HEADER, 8);
            return null;
        }
        return reply(command, tree, in);
    }

    /** MS-SMB2, section 3.3.4.4: a status other than 0 is an error, but for a few. */
    private static boolean isError(long status, int command) {
        if (status == 0) {
            return false;
        }
        if (status == STATUS_BUFFER_OVERFLOW) {
            return command != IOCTL && command != QUERY_INFO && command != READ;
        }
        return !(status == STATUS_INVALID_PARAMETER && command == IOCTL
                || status == STATUS_MORE_PROCESSING_REQUIRED && command == SESSION_SETUP
                || status == STATUS_NOTIFY_ENUM_DIR && command == CHANGE_NOTIFY);
    }

    private Contents request(int command, long tree, Fields in) {
        switch (command) {
            case TREE_CONNECT -> exchange.share().path = in.utf16(in.u16(HEADER + 4), in.u16(HEADER + 6));
            case TREE_DISCONNECT -> exchange.disconnect(tree);
            case CREATE -> create(tree, in);
            case CLOSE -> close(in);
            case READ -> read(in);
            case WRITE -> {
                return write(tree, in);
            }
            case SET_INFO -> setInfo(in);
            default -> {}
        }
        return null;
    }

    private void create(long tree, Fields in) {
        String name = in.utf16(Math.max(in.u16(HEADER + 44), HEADER + 56), in.u16(HEADER + 46));
        long options = in.u32(HEADER + 40);
        if (in.isExceeded()) {
            return;
        }
        Share share = exchange.share();
        if (PIPES.contains(name) && !exchange.isPipe(tree)) {
            exchange.notePipe(tree);
            share.path = "<unknown>";
            share.type = Share.PIPE;
        }
        exchange.file().name = name.isEmpty() ? "<share_root>" : name;
        exchange.file().action = share.open();
        exchange.command().deletesOnClose = (options & DELETE_ON_CLOSE) != 0;
    }

    private void close(Fields in) {
        long number = fileNumber(in, HEADER + 8);
        if (!in.isExceeded()) {
            exchange.close(number, exchange.share().close());
        }
    }

    /** Zeek identifies a file by the sum of the two parts of its number. */
    private static long fileNumber(Fields in, int at) {
        return in.u64(at) + in.u64(at + 8);
    }

    private void read(Fields in) {
        long position = in.u64(HEADER + 8);
        long number = fileNumber(in, HEADER + 16);
        if (!in.has(HEADER, 48) || in.isExceeded()) {
            return;
        }
        exchange.use(number);
        exchange.file().action = exchange.share().read();
        exchange.command().position = position;
    }

    private Contents write(long tree, Fields in) {
        int at = Math.max(in.u16(HEADER + 2), HEADER + 48);
        long length = in.u32(HEADER + 4);
        long position = in.u64(HEADER + 8);
        long number = fileNumber(in, HEADER + 16);
        if (in.isExceeded() || !in.has(at, length)) {
            return null;
        }
        exchange.use(number);
        exchange.file().action = exchange.share().write();
        return exchange.isPipe(tree) ? null : exchange.contents(true, position, in, at, length);
    }

    private void setInfo(Fields in) {
        int kind = in.u8(HEADER + 2);
        int level = in.u8(HEADER + 3);
        int at = Math.max(in.u16(HEADER + 8), HEADER + 32);
        long number = fileNumber(in, HEADER + 16);
        if (in.isExceeded() || kind != FILE_INFORMATION) {
            return;
        }
        switch (level) {
            case BASIC -> change(number, Action.FILE_SET_ATTRIBUTE, in.has(at, 36));
            case RENAME -> rename(number, in, at);
            case DISPOSITION -> change(number, Action.FILE_DELETE, in.u8(at) != 0);
            default -> {}
        }
    }

    private void change(long number, Action action, boolean done) {
        exchange.use(number);
        if (done) {
            exchange.file().action = action;
        }
        exchange.logFile();
    }

    private void rename(long number, Fields in, int at) {
        String name = in.utf16(at + 20, (int) Math.min(in.u32(at + 16), Integer.MAX_VALUE));
        if (in.isExceeded()) {
            return;
        }
        exchange.use(number);
        SharedFile file = exchange.file();
        file.previousName = file.name == null ? file.previousName : file.name;
        file.name = name;
        change(number, Action.FILE_RENAME, true);
    }

    private Contents reply(int command, long tree, Fields in) {
        switch (command) {
            case TREE_CONNECT -> connected(tree, in);
            case CREATE -> created(in);
            case READ -> {
                return readReply(in);
            }
            default -> {}
        }
        return null;
    }

    private void connected(long tree, Fields in) {
        int type = in.u8(HEADER + 2);
        if (!in.has(HEADER, 16)) {
            return;
        }
        exchange.share().type = switch (type) {
            case 1 -> Share.DISK;
            case 2 -> Share.PIPE;
            case 3 -> Share.PRINT;
            default -> "unknown-" + type;
        };
        if (type == 2) {
            exchange.notePipe(tree);
        }
        exchange.logShare();
    }

    private void created(Fields in) {
        FileTimes times =
                new FileTimes(in.u64(HEADER + 24), in.u64(HEADER + 16), in.u64(HEADER + 8), in.u64(HEADER + 32));
        long size = in.u64(HEADER + 48);
        long number = fileNumber(in, HEADER + 64);
        if (in.isExceeded()) {
            return;
        }
        exchange.use(number);
        SharedFile file = exchange.file();
        file.size = size;
        file.path = exchange.share().path == null ? file.path : exchange.share().path;
        file.times = times.areSensible() ? times : file.times;
        exchange.logFile();
        if (exchange.command().deletesOnClose) {
            change(number, Action.FILE_DELETE, true);
        }
    }

    private Contents readReply(Fields in) {
        int at = Math.max(in.u16(HEADER + 2), HEADER + 16);
        long length = in.u32(HEADER + 4);
        if (in.isExceeded() || !in.has(at, length) || exchange.isPipe(exchange.command().tree)) {
            return null;
        }
        return exchange.contents(false, exchange.command().position, in, at, length);
    }
}
