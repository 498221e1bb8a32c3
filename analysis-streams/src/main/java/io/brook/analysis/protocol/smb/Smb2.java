package io.brook.analysis.protocol.smb;

import io.brook.schemas.flow.Direction;
import java.util.Set;

/** Messages of versions 2 and 3 (MS-SMB2, section 2.2). */
final class Smb2 {
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

    static final int BASIC = 4;
    static final int RENAME = 10;
    static final int DISPOSITION = 13;

    private static final int HEADER = Smb2Forms.HEADER;

    private static final long STATUS_PENDING = 0x103;
    private static final long STATUS_NOTIFY_ENUM_DIR = 0x10c;
    private static final long STATUS_BUFFER_OVERFLOW = 0x80000005L;
    private static final long STATUS_INVALID_PARAMETER = 0xc000000dL;
    private static final long STATUS_MORE_PROCESSING_REQUIRED = 0xc0000016L;

    private static final int DELETE_ON_CLOSE = 0x1000;

    private static final int FILE_INFORMATION = 1;

    /** Files that are pipes even when it was not seen what their share is: Zeek's SMB::pipe_filenames. */
    static final Set<String> PIPES =
            Set.of("spoolss", "winreg", "samr", "srvsvc", "netdfs", "lsarpc", "wkssvc", "MsFteWds");

    private final SmbExchange exchange;
    private final SmbSecurity security;

    Smb2(SmbExchange exchange, SmbSecurity security) {
        this.exchange = exchange;
        this.security = security;
    }

    /** See {@link SmbMessages#message}. */
    SmbContents message(Direction direction, SmbFields in) {
        if (!in.has(0, HEADER)) {
            return null;
        }
        long status = in.u32(8);
        int command = in.u16(12);
        long tree = in.u32(36);
        exchange.message2(direction, tree, in.u64(24), status != STATUS_PENDING);
        if (direction.isFromOriginator()) {
            Smb2Forms.request(command, in);
            return in.isExceeded() ? null : request(command, tree, in);
        }
        if (isError(status, command)) {
            in.has(HEADER, 8);
            return null;
        }
        Smb2Forms.reply(command, in);
        return in.isExceeded() ? null : reply(command, tree, in);
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

    private SmbContents request(int command, long tree, SmbFields in) {
        switch (command) {
            case SESSION_SETUP -> token(in, 12, 16);
            case TREE_CONNECT -> exchange.share().path = text(in, 4, 8);
            case TREE_DISCONNECT -> exchange.disconnect(tree);
            case CREATE -> create(tree, in);
            case CLOSE ->
                exchange.close(fileNumber(in, HEADER + 8), exchange.share().close());
            case READ -> read(in);
            case WRITE -> {
                return write(tree, in);
            }
            case IOCTL -> control(in);
            case SET_INFO -> setInfo(in);
            default -> {}
        }
        return null;
    }

    /** What the fields at {@code field} point at; behind the fields, which are so long. */
    private static int place(SmbFields in, int field, int fields) {
        return Smb2Forms.place(in, in.u16(HEADER + field), HEADER + fields);
    }

    private static String text(SmbFields in, int field, int fields) {
        return in.utf16(place(in, field, fields), in.u16(HEADER + field + 2));
    }

    private void token(SmbFields in, int field, int fields) {
        security.token(in, place(in, field, fields), in.u16(HEADER + field + 2));
    }

    private void create(long tree, SmbFields in) {
        String name = text(in, 44, 56);
        SmbShare share = exchange.share();
        if (PIPES.contains(name) && !exchange.isPipe(tree)) {
            exchange.notePipe(tree);
            share.path = "<unknown>";
            share.type = SmbShare.PIPE;
        }
        exchange.file().name = name.isEmpty() ? "<share_root>" : name;
        exchange.file().action = share.open();
        exchange.command().deletesOnClose = (in.u32(HEADER + 40) & DELETE_ON_CLOSE) != 0;
    }

    /** Zeek identifies a file by the sum of the two parts of its number. */
    private static long fileNumber(SmbFields in, int at) {
        return in.u64(at) + in.u64(at + 8);
    }

    private void read(SmbFields in) {
        long number = fileNumber(in, HEADER + 16);
        exchange.use(number);
        exchange.file().action = exchange.share().read();
        exchange.command().position = in.u64(HEADER + 8);
        exchange.command().pipe = number;
    }

    private SmbContents write(long tree, SmbFields in) {
        int at = place(in, 2, 48);
        long length = in.u32(HEADER + 4);
        long number = fileNumber(in, HEADER + 16);
        boolean onPipe = exchange.isPipe(tree);
        if (onPipe) {
            exchange.pipe(number, Direction.ORIGINATOR, in, at, length);
        }
        exchange.use(number);
        exchange.file().action = exchange.share().write();
        return onPipe ? null : exchange.contents(Direction.ORIGINATOR, in.u64(HEADER + 8), in, at, length);
    }

    private void control(SmbFields in) {
        long number = fileNumber(in, HEADER + 8);
        exchange.command().pipe = number;
        if (SmbControl.isTransceive(in)) {
            SmbControl control = SmbControl.of(in, true);
            exchange.pipe(number, Direction.ORIGINATOR, in, control.input(), control.inputLength());
        }
    }

    private void setInfo(SmbFields in) {
        if (in.u8(HEADER + 2) != FILE_INFORMATION) {
            return;
        }
        int at = place(in, 8, 32);
        long number = fileNumber(in, HEADER + 16);
        switch (in.u8(HEADER + 3)) {
            case BASIC -> change(number, SmbAction.FILE_SET_ATTRIBUTE, true);
            case RENAME -> rename(number, in.utf16(at + 20, (int) Math.min(in.u32(at + 16), Integer.MAX_VALUE)));
            case DISPOSITION -> change(number, SmbAction.FILE_DELETE, in.u8(at) != 0);
            default -> {}
        }
    }

    private void change(long number, SmbAction action, boolean done) {
        exchange.use(number);
        if (done) {
            exchange.file().action = action;
        }
        exchange.logFile();
    }

    private void rename(long number, String name) {
        exchange.use(number);
        SmbSharedFile file = exchange.file();
        file.previousName = file.name == null ? file.previousName : file.name;
        file.name = name;
        change(number, SmbAction.FILE_RENAME, true);
    }

    private SmbContents reply(int command, long tree, SmbFields in) {
        switch (command) {
            case NEGOTIATE -> security.token(in, HEADER + 64, in.u16(HEADER + 58));
            case SESSION_SETUP -> token(in, 4, 8);
            case TREE_CONNECT -> connected(tree, in);
            case CREATE -> created(in);
            case READ -> {
                return readReply(in);
            }
            case IOCTL -> controlReply(in);
            default -> {}
        }
        return null;
    }

    private void connected(long tree, SmbFields in) {
        int type = in.u8(HEADER + 2);
        exchange.share().type = switch (type) {
            case 1 -> SmbShare.DISK;
            case 2 -> SmbShare.PIPE;
            case 3 -> SmbShare.PRINT;
            default -> "unknown-" + type;
        };
        if (type == 2) {
            exchange.notePipe(tree);
        }
        exchange.logShare();
    }

    private void created(SmbFields in) {
        SmbTimes times =
                new SmbTimes(in.u64(HEADER + 24), in.u64(HEADER + 16), in.u64(HEADER + 8), in.u64(HEADER + 32));
        long number = fileNumber(in, HEADER + 64);
        exchange.use(number);
        SmbSharedFile file = exchange.file();
        file.size = in.u64(HEADER + 48);
        file.path = exchange.share().path == null ? file.path : exchange.share().path;
        file.times = times.areSensible() ? times : file.times;
        exchange.logFile();
        if (exchange.command().deletesOnClose) {
            change(number, SmbAction.FILE_DELETE, true);
        }
    }

    private SmbContents readReply(SmbFields in) {
        int at = place(in, 2, 16);
        long length = in.u32(HEADER + 4);
        SmbCommand command = exchange.command();
        if (exchange.isPipe(command.tree)) {
            exchange.pipe(command.pipe, Direction.RESPONDER, in, at, length);
            return null;
        }
        return exchange.contents(Direction.RESPONDER, command.position, in, at, length);
    }

    private void controlReply(SmbFields in) {
        if (SmbControl.isTransceive(in)) {
            SmbControl control = SmbControl.of(in, false);
            exchange.pipe(exchange.command().pipe, Direction.RESPONDER, in, control.output(), control.outputLength());
        }
    }
}
