package io.brook.analysis.protocol.smb;

import io.brook.schemas.flow.Direction;

/** Messages of versions 2 and 3 (MS-SMB2, section 2.2). */
final class Smb2 {
    private static final long STATUS_PENDING = 0x103;
    private static final long STATUS_NOTIFY_ENUM_DIR = 0x10c;
    private static final long STATUS_BUFFER_OVERFLOW = 0x80000005L;
    private static final long STATUS_INVALID_PARAMETER = 0xc000000dL;
    private static final long STATUS_MORE_PROCESSING_REQUIRED = 0xc0000016L;

    /** How long the fixed part of an error is (section 2.2.2). */
    private static final int ERROR = 8;

    /** Where a new name's length is, and the name (section 2.2.39 and MS-FSCC, section 2.4.42). */
    private static final int RENAME_LENGTH = 16;

    private static final int RENAME_NAME = 20;

    private static final int DELETE_ON_CLOSE = 0x1000;

    private final SmbExchange exchange;
    private final SmbSecurity security;

    Smb2(SmbExchange exchange, SmbSecurity security) {
        this.exchange = exchange;
        this.security = security;
    }

    /** See {@link SmbMessages#message}. */
    SmbContents message(Direction direction, SmbFields in) {
        if (!in.has(0, Smb2Layout.HEADER)) {
            return null;
        }
        long status = Smb2Field.STATUS.of(in);
        int command = (int) Smb2Field.COMMAND.of(in);
        long tree = Smb2Field.TREE_ID.of(in);
        exchange.message2(direction, tree, Smb2Field.MESSAGE_ID.of(in), status != STATUS_PENDING);
        if (direction.isFromOriginator()) {
            Smb2Forms.request(command, in);
            return in.isExceeded() ? null : request(command, tree, in);
        }
        if (isError(status, command)) {
            in.has(Smb2Layout.HEADER, ERROR);
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
            return command != Smb2Layout.IOCTL && command != Smb2Layout.QUERY_INFO && command != Smb2Layout.READ;
        }
        return !(status == STATUS_INVALID_PARAMETER && command == Smb2Layout.IOCTL
                || status == STATUS_MORE_PROCESSING_REQUIRED && command == Smb2Layout.SESSION_SETUP
                || status == STATUS_NOTIFY_ENUM_DIR && command == Smb2Layout.CHANGE_NOTIFY);
    }

    private SmbContents request(int command, long tree, SmbFields in) {
        switch (command) {
            case Smb2Layout.SESSION_SETUP -> token(in, Smb2Field.SESSION_SETUP_TOKEN, Smb2Layout.requestEnd(command));
            case Smb2Layout.TREE_CONNECT ->
                exchange.share().path = text(in, Smb2Field.TREE_CONNECT_PATH, Smb2Layout.requestEnd(command));
            case Smb2Layout.TREE_DISCONNECT -> exchange.disconnect(tree);
            case Smb2Layout.CREATE -> create(tree, in);
            case Smb2Layout.CLOSE ->
                exchange.close(Smb2Field.CLOSE_FILE.fileOf(in), exchange.share().close());
            case Smb2Layout.READ -> read(in);
            case Smb2Layout.WRITE -> {
                return write(tree, in);
            }
            case Smb2Layout.IOCTL -> control(in);
            case Smb2Layout.SET_INFO -> setInfo(in);
            default -> {}
        }
        return null;
    }

    private static String text(SmbFields in, Smb2Field field, int end) {
        return in.utf16(field.placeOf(in, end), field.lengthOf(in));
    }

    private void token(SmbFields in, Smb2Field field, int end) {
        security.token(in, field.placeOf(in, end), field.lengthOf(in));
    }

    private void create(long tree, SmbFields in) {
        String name = text(in, Smb2Field.CREATE_NAME, Smb2Layout.requestEnd(Smb2Layout.CREATE));
        SmbShare share = exchange.share();
        if (SmbShare.PIPE_NAMES.contains(name) && !exchange.isPipe(tree)) {
            exchange.notePipe(tree);
            share.path = "<unknown>";
            share.type = SmbShare.PIPE;
        }
        exchange.file().name = name.isEmpty() ? "<share_root>" : name;
        exchange.file().action = share.open();
        exchange.command().deletesOnClose = (Smb2Field.CREATE_OPTIONS.of(in) & DELETE_ON_CLOSE) != 0;
    }

    private void read(SmbFields in) {
        long number = Smb2Field.READ_FILE.fileOf(in);
        exchange.use(number);
        exchange.file().action = exchange.share().read();
        exchange.command().position = Smb2Field.READ_POSITION.of(in);
        exchange.command().pipe = number;
    }

    private SmbContents write(long tree, SmbFields in) {
        int at = Smb2Field.WRITE_DATA.placeOf(in, Smb2Layout.requestEnd(Smb2Layout.WRITE));
        long length = Smb2Field.WRITE_LENGTH.of(in);
        long number = Smb2Field.WRITE_FILE.fileOf(in);
        boolean onPipe = exchange.isPipe(tree);
        if (onPipe) {
            exchange.pipe(number, Direction.ORIGINATOR, in, at, length);
        }
        exchange.use(number);
        exchange.file().action = exchange.share().write();
        return onPipe ? null : exchange.contents(Direction.ORIGINATOR, Smb2Field.WRITE_POSITION.of(in), in, at, length);
    }

    private void control(SmbFields in) {
        long number = Smb2Field.IOCTL_FILE.fileOf(in);
        exchange.command().pipe = number;
        if (SmbControl.isTransceive(in)) {
            SmbControl control = SmbControl.of(in, true);
            exchange.pipe(number, Direction.ORIGINATOR, in, control.input(), control.inputLength());
        }
    }

    private void setInfo(SmbFields in) {
        if (Smb2Field.SET_INFO_TYPE.of(in) != Smb2Layout.FILE_INFORMATION) {
            return;
        }
        int at = Smb2Field.SET_INFO_BUFFER.placeOf(in, Smb2Layout.requestEnd(Smb2Layout.SET_INFO));
        long number = Smb2Field.SET_INFO_FILE.fileOf(in);
        switch ((int) Smb2Field.SET_INFO_CLASS.of(in)) {
            case Smb2Layout.FILE_BASIC -> change(number, SmbAction.FILE_SET_ATTRIBUTE, true);
            case Smb2Layout.FILE_RENAME ->
                rename(number, in.utf16(at + RENAME_NAME, (int)
                        Math.min(in.u32(at + RENAME_LENGTH), Integer.MAX_VALUE)));
            case Smb2Layout.FILE_DISPOSITION -> change(number, SmbAction.FILE_DELETE, in.u8(at) != 0);
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
            case Smb2Layout.NEGOTIATE ->
                security.token(in, Smb2Layout.replyEnd(Smb2Layout.NEGOTIATE), Smb2Field.NEGOTIATED_TOKEN_LENGTH.of(in));
            case Smb2Layout.SESSION_SETUP -> token(in, Smb2Field.SESSION_SETUP_ANSWER, Smb2Layout.replyEnd(command));
            case Smb2Layout.TREE_CONNECT -> connected(tree, in);
            case Smb2Layout.CREATE -> created(in);
            case Smb2Layout.READ -> {
                return readReply(in);
            }
            case Smb2Layout.IOCTL -> controlReply(in);
            default -> {}
        }
        return null;
    }

    private void connected(long tree, SmbFields in) {
        int type = (int) Smb2Field.SHARE_TYPE.of(in);
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
        SmbTimes times = new SmbTimes(
                Smb2Field.CREATED_WRITE_TIME.of(in),
                Smb2Field.CREATED_ACCESS_TIME.of(in),
                Smb2Field.CREATED_CREATION_TIME.of(in),
                Smb2Field.CREATED_CHANGE_TIME.of(in));
        long number = Smb2Field.CREATED_FILE.fileOf(in);
        exchange.use(number);
        SmbSharedFile file = exchange.file();
        file.size = Smb2Field.CREATED_END_OF_FILE.of(in);
        file.path = exchange.share().path == null ? file.path : exchange.share().path;
        file.times = times.areSensible() ? times : file.times;
        exchange.logFile();
        if (exchange.command().deletesOnClose) {
            change(number, SmbAction.FILE_DELETE, true);
        }
    }

    private SmbContents readReply(SmbFields in) {
        int at = Smb2Field.OUTPUT.placeOf(in, Smb2Layout.replyEnd(Smb2Layout.READ));
        long length = Smb2Field.OUTPUT_LENGTH.of(in);
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
