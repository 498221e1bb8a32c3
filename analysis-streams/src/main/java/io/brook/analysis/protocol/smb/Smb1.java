package io.brook.analysis.protocol.smb;

import io.brook.analysis.analyzer.SessionContext;
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
    private final Smb1Logons logons;
    private final SmbTransactions transactions;

    Smb1(SessionContext context, SmbExchange exchange, SmbSecurity security, SmbPipes pipes) {
        this.context = context;
        this.exchange = exchange;
        this.logons = new Smb1Logons(security);
        this.transactions = new SmbTransactions(pipes);
    }

    /** See {@link SmbMessages#message}. */
    SmbContents message(Direction direction, SmbFields in) {
        if (!in.has(0, Smb1Layout.HEADER)) {
            return null;
        }
        Smb1Walk walk = new Smb1Walk(in, direction, exchange.isPipe(in.u16(Smb1Layout.TREE_ID)));
        exchange.message1(direction, walk.tree, walk.exchange);
        if (in.length() == EMPTY) {
            return null;
        }
        SmbContents rest = null;
        int command = in.u8(Smb1Layout.COMMAND);
        for (int depth = 0; command != NO_FURTHER && rest == null && !in.isExceeded(); depth++) {
            rest = direction.isFromOriginator() ? request(command, walk) : reply(command, walk);
            command = rest == null && isChained(command, walk) ? next(walk, depth) : NO_FURTHER;
        }
        return rest;
    }

    private static boolean isChained(int command, Smb1Walk walk) {
        return switch (command) {
            case Smb1Layout.READ, Smb1Layout.WRITE, Smb1Layout.LOGOFF, Smb1Layout.TREE_CONNECT, Smb1Layout.NT_CREATE ->
                true;
            case Smb1Layout.LOCKING -> walk.direction.isFromOriginator();
            case Smb1Layout.SESSION_SETUP -> walk.direction.isFromOriginator() || Smb1Logons.isChained(walk);
            default -> false;
        };
    }

    /**
     * Moves to the next command. Zeek takes it to follow the last one directly, or to be where that says if it is one byte
     * further.
     */
    private int next(Smb1Walk walk, int depth) {
        int command = walk.in.u8(walk.begin() + 1);
        int offset = walk.in.u16(walk.begin() + 3);
        boolean near = offset != 0 && offset < walk.at() + 2;
        if (near && offset < walk.at()) {
            walk.in.wrong();
        }
        boolean on = command != NO_FURTHER && !walk.in.isExceeded();
        if (on && offset <= walk.begin()) {
            limit(SmbWeird.CHAIN_NOT_ADVANCING);
        }
        if (on && depth >= MAX_CHAINED) {
            limit(SmbWeird.CHAIN_TOO_LONG);
        }
        walk.skip(near ? Math.max(0, offset - walk.at()) : 0);
        boolean further = on && offset > walk.begin() && depth < MAX_CHAINED;
        walk.begin(walk.at());
        return further ? command : NO_FURTHER;
    }

    private void limit(SmbWeird weird) {
        context.weird(weird);
        context.limitReached();
    }

    private SmbContents request(int command, Smb1Walk in) {
        switch (command) {
            case Smb1Layout.CLOSE -> close(in);
            case Smb1Layout.NEGOTIATE -> logons.negotiate(in);
            case Smb1Layout.SESSION_SETUP -> logons.setUp(in);
            case Smb1Layout.TRANSACTION -> transactions.request(in);
            case Smb1Layout.TREE_CONNECT -> connect(in);
            case Smb1Layout.NT_CREATE -> create(in);
            case Smb1Layout.READ -> read(in);
            case Smb1Layout.WRITE -> {
                return write(in);
            }
            default -> Smb1Forms.request(command, in);
        }
        return null;
    }

    private void close(Smb1Walk in) {
        in.skip(1);
        int number = in.u16();
        in.skip(6);
        if (!in.in.isExceeded()) {
            exchange.close(number, SmbAction.FILE_CLOSE);
        }
    }

    private void connect(Smb1Walk in) {
        in.skip(7);
        int password = in.u16();
        in.skip(2L + password);
        String path = in.text();
        String service = in.narrow();
        if (in.in.isExceeded()) {
            return;
        }
        SmbShare asked = new SmbShare(context.time());
        asked.path = path;
        asked.service = service;
        exchange.ask(asked);
    }

    private void create(Smb1Walk in) {
        in.skip(51);
        String name = in.text();
        if (in.in.isExceeded()) {
            return;
        }
        SmbSharedFile file = new SmbSharedFile(context.time());
        file.name = name;
        file.action = SmbAction.FILE_OPEN;
        if (SmbShare.PIPE_NAMES.contains(name) && !in.onPipe) {
            exchange.notePipe(in.tree);
            exchange.share().path = "<unknown>";
            exchange.share().type = SmbShare.PIPE;
        }
        exchange.open(file);
    }

    private void read(Smb1Walk in) {
        boolean wide = in.u8() == 12;
        in.skip(4);
        int number = in.u16();
        long position = in.u32();
        in.skip(10);
        long high = wide ? in.u32() : 0;
        in.skip(2);
        if (use(in, number, SmbAction.FILE_READ)) {
            exchange.command().position = position + (high == 0xffffffffL ? 0 : high << 32);
            exchange.logFile();
        }
    }

    private boolean use(Smb1Walk in, int number, SmbAction action) {
        if (in.in.isExceeded()) {
            return false;
        }
        exchange.use(number);
        SmbSharedFile file = exchange.file();
        file.action = action;
        file.path = file.path == null ? exchange.share().path : file.path;
        return true;
    }

    private SmbContents write(Smb1Walk in) {
        boolean wide = in.u8() == 14;
        in.skip(4);
        int number = in.u16();
        long position = in.u32();
        in.skip(8);
        long length = (long) in.u16() << 16;
        length |= in.u16();
        int offset = in.u16();
        position += wide ? in.u32() << 32 : 0;
        in.skip(2);
        in.moveTo(offset);
        int at = in.at();
        in.skip(length);
        return use(in, number, SmbAction.FILE_WRITE) ? data(in, position, at, length) : null;
    }

    private SmbContents data(Smb1Walk in, long position, int at, long length) {
        if (in.onPipe) {
            exchange.pipe(0, in.direction, in.in, at, length);
            return null;
        }
        return exchange.contents(in.direction, position, in.in, at, length);
    }

    private SmbContents reply(int command, Smb1Walk in) {
        switch (command) {
            case Smb1Layout.NEGOTIATE -> logons.chosen(in);
            case Smb1Layout.SESSION_SETUP -> logons.done(in);
            case Smb1Layout.TRANSACTION -> transactions.reply(in);
            case Smb1Layout.TREE_CONNECT -> connected(in);
            case Smb1Layout.NT_CREATE -> created(in);
            case Smb1Layout.READ -> {
                return readReply(in);
            }
            default -> Smb1Forms.reply(command, in);
        }
        return null;
    }

    private void connected(Smb1Walk in) {
        int words = in.u8();
        in.skip(4L + 2L * Math.max(0, words - 2));
        int count = in.u16();
        int serviceAt = in.at();
        String service = in.narrow();
        String system = count > in.at() - serviceAt ? in.text() : "";
        if (in.in.isExceeded()) {
            return;
        }
        SmbShare share = exchange.command().share;
        share.service = service;
        share.fileSystem = system.isEmpty() ? share.fileSystem : system;
        share.type = service.equals("IPC") ? SmbShare.PIPE : share.type;
        if (service.startsWith("IPC")) {
            exchange.notePipe(in.tree);
        }
        exchange.mapped(in.tree);
        exchange.logShare();
    }

    private void created(Smb1Walk in) {
        in.skip(6);
        int number = in.u16();
        in.skip(4);
        long created = in.u64();
        long accessed = in.u64();
        SmbTimes times = new SmbTimes(in.u64(), accessed, created, in.u64());
        in.skip(12);
        long size = in.u64();
        in.skip(7);
        if (in.in.isExceeded()) {
            return;
        }
        SmbSharedFile file = exchange.command().file;
        file.action = SmbAction.FILE_OPEN;
        file.size = size;
        file.times = times.areSensible() ? times : file.times;
        exchange.number(number, file);
        exchange.logFile();
    }

    private SmbContents readReply(Smb1Walk in) {
        in.skip(11);
        long length = in.u16();
        int offset = in.u16();
        length |= (long) in.u16() << 16;
        in.skip(10);
        in.moveTo(offset);
        int at = in.at();
        in.skip(length);
        return in.in.isExceeded() ? null : data(in, exchange.command().position, at, length);
    }
}
