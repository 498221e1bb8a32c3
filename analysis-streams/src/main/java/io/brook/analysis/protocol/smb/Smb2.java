package io.brook.analysis.protocol.smb;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;
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

    /** What comes before a new name's length (MS-FSCC, section 2.4.42.2): a flag, reserved bytes, and a directory. */
    private static final int RENAME = 1 + 7 + 8;

    private static final int DELETE_ON_CLOSE = 0x1000;

    private final SmbExchange exchange;

    Smb2(SmbExchange exchange) {
        this.exchange = exchange;
    }

    /** See {@link SmbMessages#message}. */
    SmbContents message(Direction direction, FieldReader in) throws MalformedException {
        in.moveTo("header", Smb2Layout.HEADER);
        long status = Smb2Field.STATUS.of(in);
        int command = (int) Smb2Field.COMMAND.of(in);
        long tree = Smb2Field.TREE_ID.of(in);
        exchange.message2(direction, tree, Smb2Field.MESSAGE_ID.of(in), status != STATUS_PENDING);
        if (direction.isFromOriginator()) {
            Smb2Forms.request(command, in);
            return request(command, tree, in);
        }
        if (isError(status, command)) {
            in.moveTo("error", Smb2Layout.HEADER + ERROR);
            return null;
        }
        Smb2Forms.reply(command, in);
        return reply(command, tree, in);
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

    private SmbContents request(int command, long tree, FieldReader in) throws MalformedException {
        switch (command) {
            case Smb2Layout.SESSION_SETUP ->
                exchange.token(Smb2Field.SESSION_SETUP_TOKEN.partOf(in, Smb2Layout.requestEnd(command)));
            case Smb2Layout.TREE_CONNECT ->
                exchange.share.path = text(in, Smb2Field.TREE_CONNECT_PATH, Smb2Layout.requestEnd(command));
            case Smb2Layout.TREE_DISCONNECT -> exchange.disconnect(tree);
            case Smb2Layout.CREATE -> create(tree, in);
            case Smb2Layout.CLOSE ->
                exchange.close(Smb2Field.CLOSE_FILE.fileOf(in), exchange.share.action(SmbAction.FILE_CLOSE));
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

    private static String text(FieldReader in, Smb2Field field, int end) throws MalformedException {
        FieldReader text = field.partOf(in, end);
        return SmbText.wide(text, text.length());
    }

    private void create(long tree, FieldReader in) throws MalformedException {
        String name = text(in, Smb2Field.CREATE_NAME, Smb2Layout.requestEnd(Smb2Layout.CREATE));
        SmbShare share = exchange.share;
        exchange.noteIfPipe(tree, name);
        exchange.file.name = name.isEmpty() ? "<share_root>" : name;
        exchange.file.action = share.action(SmbAction.FILE_OPEN);
        exchange.command.deletesOnClose = (Smb2Field.CREATE_OPTIONS.of(in) & DELETE_ON_CLOSE) != 0;
    }

    private void read(FieldReader in) throws MalformedException {
        long number = Smb2Field.READ_FILE.fileOf(in);
        exchange.use(number);
        exchange.file.action = exchange.share.action(SmbAction.FILE_READ);
        exchange.command.position = Smb2Field.READ_POSITION.of(in);
        exchange.command.pipe = number;
    }

    private SmbContents write(long tree, FieldReader in) throws MalformedException {
        int end = Smb2Layout.requestEnd(Smb2Layout.WRITE);
        FieldReader data = Smb2Field.WRITE_DATA.partOf(in, end, Smb2Field.WRITE_LENGTH);
        long number = Smb2Field.WRITE_FILE.fileOf(in);
        boolean onPipe = exchange.isPipe(tree);
        if (onPipe) {
            exchange.pipeCalls.data(number, Direction.ORIGINATOR, data);
        }
        exchange.use(number);
        exchange.file.action = exchange.share.action(SmbAction.FILE_WRITE);
        return onPipe ? null : exchange.contents(Direction.ORIGINATOR, Smb2Field.WRITE_POSITION.of(in), data);
    }

    private void control(FieldReader in) throws MalformedException {
        long number = Smb2Field.IOCTL_FILE.fileOf(in);
        exchange.command.pipe = number;
        if (SmbControl.isTransceive(in)) {
            exchange.pipeCalls.data(
                    number, Direction.ORIGINATOR, SmbControl.of(in, true).input());
        }
    }

    private void setInfo(FieldReader in) throws MalformedException {
        if (Smb2Field.SET_INFO_TYPE.of(in) != Smb2Layout.FILE_INFORMATION) {
            return;
        }
        long number = Smb2Field.SET_INFO_FILE.fileOf(in);
        int information = (int) Smb2Field.SET_INFO_CLASS.of(in);
        Smb2Field.SET_INFO_BUFFER.follow(in, Smb2Layout.requestEnd(Smb2Layout.SET_INFO));
        switch (information) {
            case Smb2Layout.FILE_BASIC -> change(number, SmbAction.FILE_SET_ATTRIBUTE, true);
            case Smb2Layout.FILE_RENAME -> {
                in.skip("other fields", RENAME);
                rename(number, SmbText.wide(in, in.u32("name_length")));
            }
            case Smb2Layout.FILE_DISPOSITION -> change(number, SmbAction.FILE_DELETE, in.u8("delete_pending") != 0);
            default -> {}
        }
    }

    private void change(long number, SmbAction action, boolean done) {
        exchange.use(number);
        if (done) {
            exchange.file.action = action;
        }
        exchange.lines.file(exchange.file);
    }

    private void rename(long number, String name) {
        exchange.use(number);
        SmbSharedFile file = exchange.file;
        file.previousName = file.name == null ? file.previousName : file.name;
        file.name = name;
        change(number, SmbAction.FILE_RENAME, true);
    }

    private SmbContents reply(int command, long tree, FieldReader in) throws MalformedException {
        switch (command) {
            case Smb2Layout.NEGOTIATE -> {
                long length = Smb2Field.NEGOTIATED_TOKEN_LENGTH.of(in);
                in.moveTo(Smb2Layout.replyEnd(command));
                exchange.token(in.part("security_blob", length));
            }
            case Smb2Layout.SESSION_SETUP ->
                exchange.token(Smb2Field.SESSION_SETUP_ANSWER.partOf(in, Smb2Layout.replyEnd(command)));
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

    private void connected(long tree, FieldReader in) throws MalformedException {
        int type = (int) Smb2Field.SHARE_TYPE.of(in);
        exchange.share.type = switch (type) {
            case 1 -> SmbShare.DISK;
            case 2 -> SmbShare.PIPE;
            case 3 -> SmbShare.PRINT;
            default -> "unknown-" + type;
        };
        if (type == 2) {
            exchange.notePipe(tree);
        }
        exchange.lines.mapping(exchange.share);
    }

    private void created(FieldReader in) throws MalformedException {
        SmbTimes times = new SmbTimes(
                Smb2Field.CREATED_WRITE_TIME.of(in),
                Smb2Field.CREATED_ACCESS_TIME.of(in),
                Smb2Field.CREATED_CREATION_TIME.of(in),
                Smb2Field.CREATED_CHANGE_TIME.of(in));
        long number = Smb2Field.CREATED_FILE.fileOf(in);
        exchange.use(number);
        SmbSharedFile file = exchange.file;
        file.size = Smb2Field.CREATED_END_OF_FILE.of(in);
        file.path = exchange.share.path == null ? file.path : exchange.share.path;
        file.times = times.areSensible() ? times : file.times;
        exchange.lines.file(exchange.file);
        if (exchange.command.deletesOnClose) {
            change(number, SmbAction.FILE_DELETE, true);
        }
    }

    private SmbContents readReply(FieldReader in) throws MalformedException {
        FieldReader data = Smb2Field.OUTPUT.partOf(in, Smb2Layout.replyEnd(Smb2Layout.READ), Smb2Field.OUTPUT_LENGTH);
        SmbCommand command = exchange.command;
        if (exchange.isPipe(command.tree)) {
            exchange.pipeCalls.data(command.pipe, Direction.RESPONDER, data);
            return null;
        }
        return exchange.contents(Direction.RESPONDER, command.position, data);
    }

    private void controlReply(FieldReader in) throws MalformedException {
        if (SmbControl.isTransceive(in)) {
            FieldReader output = SmbControl.of(in, false).output();
            exchange.pipeCalls.data(exchange.command.pipe, Direction.RESPONDER, output);
        }
    }
}
