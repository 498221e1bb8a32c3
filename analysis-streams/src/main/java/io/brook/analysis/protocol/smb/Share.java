package io.brook.analysis.protocol.smb;

/** A share, as far as it is known: Zeek's SMB::TreeInfo. */
final class Share {
    static final String DISK = "DISK";
    static final String PIPE = "PIPE";
    static final String PRINT = "PRINT";

    final long time;
    String path;
    String service;
    String fileSystem;
    String type = DISK;

    Share(long time) {
        this.time = time;
    }

    /** What opening a file of it is. */
    Action open() {
        return byType(Action.FILE_OPEN, Action.PIPE_OPEN, Action.PRINT_OPEN);
    }

    /** What reading from a file of it is. */
    Action read() {
        return byType(Action.FILE_READ, Action.PIPE_READ, Action.PRINT_READ);
    }

    /** What writing to a file of it is. */
    Action write() {
        return byType(Action.FILE_WRITE, Action.PIPE_WRITE, Action.PRINT_WRITE);
    }

    /** What closing a file of it is. */
    Action close() {
        return byType(Action.FILE_CLOSE, Action.PIPE_CLOSE, Action.PRINT_CLOSE);
    }

    private Action byType(Action file, Action pipe, Action print) {
        return switch (type) {
            case PIPE -> pipe;
            case PRINT -> print;
            default -> file;
        };
    }
}
