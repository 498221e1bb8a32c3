package io.brook.analysis.protocol.smb;

import io.brook.analysis.analyzer.SessionContext;

/** Messages of version 1 (MS-CIFS, section 2.2). A message may hold several commands, each of which says where the next is. */
final class Smb1 {
    private static final int HEADER = 32;

    private static final int CLOSE = 0x04;
    private static final int LOCKING = 0x24;
    private static final int READ = 0x2e;
    private static final int WRITE = 0x2f;
    private static final int SESSION_SETUP = 0x73;
    private static final int LOGOFF = 0x74;
    private static final int TREE_CONNECT = 0x75;
    private static final int NT_CREATE = 0xa2;
    private static final int NO_FURTHER = 0xff;

    /** Zeek's SMB::max_andx_depth. */
    private static final int MAX_CHAINED = 30;

    /** A message so long has nothing but its header: a reply that says no more than its status. */
    private static final int EMPTY = HEADER + 3;

    private final SessionContext out;
    private final Exchange exchange;

    Smb1(SessionContext out, Exchange exchange) {
        this.out = out;
        this.exchange = exchange;
    }

    /** See {@link Messages#message}. */
    Contents message(boolean fromOriginator, Fields in) {
        if (!in.has(0, HEADER)) {
            return null;
        }
        boolean unicode = (in.u16(10) & 0x8000) != 0;
        long tree = in.u16(24);
        exchange.message1(fromOriginator, tree, in.u16(30));
        if (in.length() == EMPTY) {
            return null;
        }
        Contents rest = null;
        int at = HEADER;
        int command = in.u8(4);
        for (int i = 0; command != NO_FURTHER && rest == null && !in.isExceeded(); i++) {
            rest = fromOriginator ? request(command, tree, in, at, unicode) : reply(command, tree, in, at, unicode);
            int next = next(command, in, at, i);
            command = next < 0 ? NO_FURTHER : in.u8(at + 1);
            at = next;
        }
        return rest;
    }

    /** Where the next command begins; -1 when there is none. */
    private int next(int command, Fields in, int at, int depth) {
        boolean chained =
                switch (command) {
                    case LOCKING, READ, WRITE, SESSION_SETUP, LOGOFF, TREE_CONNECT, NT_CREATE -> true;
                    default -> false;
                };
        if (!chained || in.u8(at + 1) == NO_FURTHER || in.isExceeded()) {
            return -1;
        }
        int next = in.u16(at + 3);
        if (next <= at) {
            out.weird("smb_andx_offset_not_advancing", null);
            return -1;
        }
        if (depth >= MAX_CHAINED) {
            out.weird("smb_andx_depth_exceeded", null);
            return -1;
        }
        return next;
    }

    private Contents request(int command, long tree, Fields in, int at, boolean unicode) {
        switch (command) {
            case CLOSE -> close(in, at);
            case TREE_CONNECT -> connect(in, at, unicode);
            case NT_CREATE -> create(tree, in, at, unicode);
            case READ -> read(in, at);
            case WRITE -> {
                return write(tree, in, at);
            }
            default -> {}
        }
        return null;
    }

    private void close(Fields in, int at) {
        int number = in.u16(at + 1);
        if (in.has(at, 9)) {
            exchange.close(number, Action.FILE_CLOSE);
        }
    }

    private void connect(Fields in, int at, boolean unicode) {
        int pathAt = aligned(at + 11 + in.u16(at + 7), unicode);
        int pathLength = in.lengthOfText(pathAt, unicode);
        int serviceAt = pathAt + pathLength;
        int serviceLength = in.lengthOfText(serviceAt, false);
        if (in.isExceeded()) {
            return;
        }
        Share asked = new Share(out.time());
        asked.path = in.text(pathAt, pathLength, unicode);
        asked.service = in.text(serviceAt, serviceLength, false);
        exchange.ask(asked);
    }

    /** Text in UTF-16 begins at an even place. */
    private static int aligned(int at, boolean unicode) {
        return unicode ? at + (at & 1) : at;
    }

    private void create(long tree, Fields in, int at, boolean unicode) {
        int nameAt = aligned(at + 51, unicode);
        int length = in.lengthOfText(nameAt, unicode);
        if (in.isExceeded()) {
            return;
        }
        SharedFile file = new SharedFile(out.time());
        file.name = in.text(nameAt, length, unicode);
        file.action = Action.FILE_OPEN;
        if (Smb2.PIPES.contains(file.name) && !exchange.isPipe(tree)) {
            exchange.notePipe(tree);
            exchange.share().path = "<unknown>";
            exchange.share().type = Share.PIPE;
        }
        exchange.open(file);
    }

    private void read(Fields in, int at) {
        long position = in.u32(at + 7);
        if (in.u8(at) == 12) {
            long high = in.u32(at + 21);
            position += high == 0xffffffffL ? 0 : high << 32;
        }
        if (use(in, at, Action.FILE_READ)) {
            exchange.command().position = position;
            exchange.logFile();
        }
    }

    private boolean use(Fields in, int at, Action action) {
        int number = in.u16(at + 5);
        if (in.isExceeded()) {
            return false;
        }
        exchange.use(number);
        SharedFile file = exchange.file();
        file.action = action;
        file.path = file.path == null ? exchange.share().path : file.path;
        return true;
    }

    private Contents write(long tree, Fields in, int at) {
        boolean wide = in.u8(at) == 14;
        long position = in.u32(at + 7) + (wide ? in.u32(at + 25) << 32 : 0);
        long length = in.u16(at + 21) | (long) in.u16(at + 19) << 16;
        int dataAt = Math.max(in.u16(at + 23), at + (wide ? 31 : 27));
        if (!in.has(dataAt, length) || !use(in, at, Action.FILE_WRITE) || exchange.isPipe(tree)) {
            return null;
        }
        return exchange.contents(true, position, in, dataAt, length);
    }

    private Contents reply(int command, long tree, Fields in, int at, boolean unicode) {
        switch (command) {
            case TREE_CONNECT -> connected(tree, in, at, unicode);
            case NT_CREATE -> created(in, at);
            case READ -> {
                return readReply(tree, in, at);
            }
            default -> {}
        }
        return null;
    }

    private void connected(long tree, Fields in, int at, boolean unicode) {
        int bytesAt = at + 1 + 2 * Math.max(2, in.u8(at));
        int count = in.u16(bytesAt);
        int serviceLength = in.lengthOfText(bytesAt + 2, false);
        String service = in.text(bytesAt + 2, serviceLength, false);
        if (in.isExceeded()) {
            return;
        }
        Share share = exchange.command().share;
        share.service = service;
        if (count > serviceLength) {
            int systemAt = aligned(bytesAt + 2 + serviceLength, unicode);
            String system = in.text(systemAt, in.lengthOfText(systemAt, unicode), unicode);
            share.fileSystem = system.isEmpty() ? share.fileSystem : system;
        }
        if (service.startsWith("IPC")) {
            exchange.notePipe(tree);
        }
        share.type = service.equals("IPC") ? Share.PIPE : share.type;
        exchange.mapped(tree);
        exchange.logShare();
    }

    private void created(Fields in, int at) {
        int number = in.u16(at + 6);
        FileTimes times = new FileTimes(in.u64(at + 28), in.u64(at + 20), in.u64(at + 12), in.u64(at + 36));
        long size = in.u64(at + 56);
        if (!in.has(at, 71) || in.isExceeded()) {
            return;
        }
        SharedFile file = exchange.command().file;
        file.action = Action.FILE_OPEN;
        file.size = size;
        file.times = times.areSensible() ? times : file.times;
        exchange.number(number, file);
        exchange.logFile();
    }

    private Contents readReply(long tree, Fields in, int at) {
        long length = in.u16(at + 11) | (long) in.u16(at + 15) << 16;
        int dataAt = Math.max(in.u16(at + 13), at + 27);
        if (in.isExceeded() || !in.has(dataAt, length) || exchange.isPipe(tree)) {
            return null;
        }
        return exchange.contents(false, exchange.command().position, in, dataAt, length);
    }
}
