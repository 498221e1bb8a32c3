package io.brook.analysis.protocol.smb;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.BoundedMap;
import io.brook.analysis.bytes.FieldReader;
import io.brook.schemas.flow.Direction;

/**
 * What a client and a server have told each other: which shares and files their numbers stand for, and which requests are open.
 * Follows Zeek's scripts, so that files get the same names.
 */
final class SmbExchange {
    private static final int MAX_COMMANDS = 1000;
    private static final int MAX_SHARES = 256;
    private static final int MAX_FILES = 1000;

    private final SessionContext context;
    final SmbLines lines;
    private final SmbFileContents contents;
    final SmbPipes pipeCalls;
    private final BoundedMap<Long, SmbCommand> commands = new BoundedMap<>(MAX_COMMANDS);
    private final BoundedMap<Long, SmbShare> shares = new BoundedMap<>(MAX_SHARES);
    private final BoundedMap<Long, SmbSharedFile> files = new BoundedMap<>(MAX_FILES);

    /** The shares that are known to be pipes by how they were opened; their contents are no files. */
    private final BoundedMap<Long, Boolean> pipes = new BoundedMap<>(MAX_SHARES);

    /** What is being requested or replied to. */
    SmbCommand command;

    /** The share that it is about. */
    SmbShare share;

    /** The file that it is about; null when none was named yet. */
    SmbSharedFile file;

    SmbExchange(SessionContext context, SmbPipes pipeCalls) {
        this.context = context;
        this.pipeCalls = pipeCalls;
        this.lines = new SmbLines(context);
        this.contents = new SmbFileContents(context, lines);
    }

    /** A request or reply of version 1 begins. */
    void message1(Direction direction, long tree, long number) {
        share = shares.get(tree);
        if (share == null) {
            share = new SmbShare(context.time());
            shares.put(tree, share);
        }
        command = commandOf(number);
        if (command.share == null) {
            command.share = share;
        }
        if (direction.isFromResponder()) {
            commands.remove(number);
        }
    }

    /**
     * A request or reply of version 2 begins.
     *
     * @param last whether no other reply to the same request will follow
     */
    void message2(Direction direction, long tree, long number, boolean last) {
        command = commandOf(number);
        if (direction.isFromOriginator()) {
            command.tree = tree;
        }
        if (tree == 0) {
            command.share = new SmbShare(context.time());
        } else if (command.share != null) {
            shares.put(tree, command.share);
        } else {
            command.share = shares.get(tree);
            if (command.share == null) {
                command.share = new SmbShare(context.time());
                shares.put(tree, command.share);
            }
        }
        share = command.share;
        file = command.file;
        if (direction.isFromResponder() && last) {
            commands.remove(number);
        }
    }

    private SmbCommand commandOf(long number) {
        SmbCommand known = commands.get(number);
        if (known == null) {
            known = new SmbCommand(new SmbSharedFile(context.time()));
            commands.put(number, known);
        }
        return known;
    }

    /** The share that was asked for has a number now. */
    void mapped(long tree) {
        share = command.share;
        shares.put(tree, share);
    }

    void disconnect(long tree) {
        shares.remove(tree);
        pipes.remove(tree);
    }

    void notePipe(long tree) {
        pipes.put(tree, true);
    }

    boolean isPipe(long tree) {
        return pipes.get(tree) != null;
    }

    /** A file is opened. Its name may show that the share is one of pipes, where that was not seen. */
    void noteIfPipe(long tree, String name) {
        if (SmbShare.PIPE_NAMES.contains(name) && !isPipe(tree)) {
            notePipe(tree);
            share.path = "<unknown>";
            share.type = SmbShare.PIPE;
        }
    }

    /** One side has sent something that authenticates it. */
    void token(FieldReader token) {
        SmbTokenParser.any(token).forEach(context::confirmInner);
    }

    /** The request opens this file, of which nothing is known yet. */
    void open(SmbSharedFile opened) {
        command.file = opened;
        file = opened;
    }

    /** From now on this number stands for the file. */
    void number(long fileNumber, SmbSharedFile opened) {
        files.put(fileNumber, opened);
        file = opened;
    }

    /** The message is about the file of this number; the file that the request named gets the number when it is new. */
    void use(long fileNumber) {
        SmbSharedFile known = files.get(fileNumber);
        if (known == null) {
            known = command.file;
            files.put(fileNumber, known);
        }
        command.file = known;
        file = known;
    }

    /** The file is closed: its number stands for nothing any more, and no more of it will come. */
    void close(long fileNumber, SmbAction as) {
        use(fileNumber);
        file.action = as;
        file.path = share.path == null ? file.path : share.path;
        files.remove(fileNumber);
        lines.file(file);
        contents.end(file, Direction.ORIGINATOR);
    }

    /**
     * Contents of the file.
     *
     * @param from where in the file they belong
     * @return where the rest of them goes, when the message is too long to be all here; else null
     */
    SmbContents contents(Direction direction, long from, FieldReader data) {
        if (data.length() == 0 || file == null || !file.isNamed()) {
            return null;
        }
        return contents.data(file, direction, from, data);
    }
}
