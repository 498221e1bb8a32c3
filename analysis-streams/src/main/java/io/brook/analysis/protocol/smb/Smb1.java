package io.brook.analysis.protocol.smb;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;
import io.brook.schemas.flow.Direction;

/** Messages of version 1 (MS-CIFS, section 2.2). A message may hold several commands, each of which says where the next is. */
final class Smb1 {
    private static final int NO_FURTHER = 0xff;

    /** Zeek's SMB::max_andx_depth. */
    private static final int MAX_CHAINED = 30;

    /** The length of a message that has nothing but its header: a reply with only a status. */
    private static final int EMPTY = Smb1Layout.HEADER + 3;

    private final SessionContext context;
    private final SmbExchange exchange;
    private final SmbTransactions transactions;

    Smb1(SessionContext context, SmbExchange exchange, SmbPipes pipes) {
        this.context = context;
        this.exchange = exchange;
        this.transactions = new SmbTransactions(pipes);
    }

    /** See {@link SmbMessages#message}. */
    SmbContents message(Direction direction, FieldReader in) throws MalformedException {
        Smb1Message message = new Smb1Message(in);
        boolean onPipe = exchange.isPipe(message.tree);
        exchange.message1(direction, message.tree, message.exchange);
        if (in.length() == EMPTY) {
            return null;
        }
        SmbContents rest = null;
        int command = message.command;
        for (int depth = 0; command != NO_FURTHER && rest == null; depth++) {
            rest = direction.isFromOriginator() ? request(command, message, onPipe) : reply(command, message, onPipe);
            command = rest == null && isChained(command, direction, message) ? next(message, depth) : NO_FURTHER;
        }
        return rest;
    }

    private static boolean isChained(int command, Direction direction, Smb1Message message) throws MalformedException {
        return switch (command) {
            case Smb1Layout.READ, Smb1Layout.WRITE, Smb1Layout.LOGOFF, Smb1Layout.TREE_CONNECT, Smb1Layout.NT_CREATE ->
                true;
            case Smb1Layout.LOCKING -> direction.isFromOriginator();
            case Smb1Layout.SESSION_SETUP ->
                direction.isFromOriginator() || Smb1LogonParser.isChained(message.wordCount());
            default -> false;
        };
    }

    /**
     * Moves to the next command, which Zeek expects directly behind the last one, or one byte further if its offset says so.
     */
    private int next(Smb1Message message, int depth) throws MalformedException {
        FieldReader in = message.in;
        int at = in.position();
        in.moveTo(message.begin + Smb1Layout.WORD_COUNT);
        int command = in.u8("andx_command");
        in.skip("andx_reserved", 1);
        int offset = in.u16("andx_offset");
        if (offset != 0 && offset < at) {
            throw MalformedException.enforced("andx_offset");
        }
        in.moveTo(at);
        in.skip("padding", offset == at + 1 ? 1 : 0);
        boolean advances = offset > message.begin;
        message.beginCommand();
        if (command == NO_FURTHER) {
            return NO_FURTHER;
        }
        if (!advances) {
            limit(SmbWeird.CHAIN_NOT_ADVANCING);
        }
        if (depth >= MAX_CHAINED) {
            limit(SmbWeird.CHAIN_TOO_LONG);
        }
        return advances && depth < MAX_CHAINED ? command : NO_FURTHER;
    }

    private void limit(SmbWeird weird) {
        context.weird(weird);
        context.limitReached();
    }

    private SmbContents request(int command, Smb1Message message, boolean onPipe) throws MalformedException {
        switch (command) {
            case Smb1Layout.CLOSE -> exchange.close(Smb1Parser.close(message), SmbAction.FILE_CLOSE);
            case Smb1Layout.NEGOTIATE -> Smb1LogonParser.negotiate(message);
            case Smb1Layout.SESSION_SETUP -> token(Smb1LogonParser.setUp(message));
            case Smb1Layout.TRANSACTION -> transactions.request(message, onPipe);
            case Smb1Layout.TREE_CONNECT -> connect(Smb1Parser.connect(message));
            case Smb1Layout.NT_CREATE -> create(Smb1Parser.create(message), message.tree);
            case Smb1Layout.READ -> read(Smb1Parser.read(message));
            case Smb1Layout.WRITE -> {
                return write(Smb1Parser.write(message), onPipe);
            }
            default -> Smb1Forms.request(command, message);
        }
        return null;
    }

    private void token(FieldReader token) {
        if (token != null) {
            exchange.token(token);
        }
    }

    private void connect(Smb1Tree tree) {
        SmbShare asked = new SmbShare(context.time());
        asked.path = tree.path();
        asked.service = tree.service();
        exchange.command.share = asked;
    }

    private void create(String name, int tree) {
        SmbSharedFile file = new SmbSharedFile(context.time());
        file.name = name;
        file.action = SmbAction.FILE_OPEN;
        exchange.noteIfPipe(tree, name);
        exchange.open(file);
    }

    private void read(Smb1Access access) {
        use(access.file(), SmbAction.FILE_READ);
        exchange.command.position = access.position();
        exchange.lines.file(exchange.file);
    }

    private void use(int number, SmbAction action) {
        exchange.use(number);
        SmbSharedFile file = exchange.file;
        file.action = action;
        file.path = file.path == null ? exchange.share.path : file.path;
    }

    private SmbContents write(Smb1Access access, boolean onPipe) {
        use(access.file(), SmbAction.FILE_WRITE);
        return data(Direction.ORIGINATOR, access.position(), access.data(), onPipe);
    }

    private SmbContents data(Direction direction, long position, FieldReader data, boolean onPipe) {
        if (onPipe) {
            exchange.pipeCalls.data(0, direction, data);
            return null;
        }
        return exchange.contents(direction, position, data);
    }

    private SmbContents reply(int command, Smb1Message message, boolean onPipe) throws MalformedException {
        switch (command) {
            case Smb1Layout.NEGOTIATE -> token(Smb1LogonParser.chosen(message));
            case Smb1Layout.SESSION_SETUP -> token(Smb1LogonParser.done(message));
            case Smb1Layout.TRANSACTION -> transactions.reply(message);
            case Smb1Layout.TREE_CONNECT -> connected(Smb1Parser.connected(message), message.tree);
            case Smb1Layout.NT_CREATE -> created(Smb1Parser.created(message));
            case Smb1Layout.READ -> {
                FieldReader data = Smb1Parser.readData(message);
                return data(Direction.RESPONDER, exchange.command.position, data, onPipe);
            }
            default -> Smb1Forms.reply(command, message);
        }
        return null;
    }

    private void connected(Smb1Tree tree, int number) {
        SmbShare share = exchange.command.share;
        share.service = tree.service();
        share.fileSystem = tree.fileSystem().isEmpty() ? share.fileSystem : tree.fileSystem();
        share.type = tree.service().equals("IPC") ? SmbShare.PIPE : share.type;
        if (tree.service().startsWith("IPC")) {
            exchange.notePipe(number);
        }
        exchange.mapped(number);
        exchange.lines.mapping(exchange.share);
    }

    private void created(Smb1Created created) {
        SmbSharedFile file = exchange.command.file;
        file.action = SmbAction.FILE_OPEN;
        file.size = created.size();
        file.times = created.times().areSensible() ? created.times() : file.times;
        exchange.number(created.file(), file);
        exchange.lines.file(exchange.file);
    }
}
