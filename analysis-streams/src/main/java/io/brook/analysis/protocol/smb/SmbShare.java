package io.brook.analysis.protocol.smb;

import java.util.Set;

/** A share, as far as it is known: Zeek's SMB::TreeInfo. */
final class SmbShare {
    static final String DISK = "DISK";
    static final String PIPE = "PIPE";
    static final String PRINT = "PRINT";

    /** Files that are pipes even when it was not seen what their share is: Zeek's SMB::pipe_filenames. */
    static final Set<String> PIPE_NAMES =
            Set.of("spoolss", "winreg", "samr", "srvsvc", "netdfs", "lsarpc", "wkssvc", "MsFteWds");

    final long time;
    String path;
    String service;
    String fileSystem;
    String type = DISK;

    SmbShare(long time) {
        this.time = time;
    }

    /** The action of opening one of its files. */
    SmbAction open() {
        return byType(SmbAction.FILE_OPEN, SmbAction.PIPE_OPEN, SmbAction.PRINT_OPEN);
    }

    /** The action of reading from one of its files. */
    SmbAction read() {
        return byType(SmbAction.FILE_READ, SmbAction.PIPE_READ, SmbAction.PRINT_READ);
    }

    /** The action of writing to one of its files. */
    SmbAction write() {
        return byType(SmbAction.FILE_WRITE, SmbAction.PIPE_WRITE, SmbAction.PRINT_WRITE);
    }

    /** The action of closing one of its files. */
    SmbAction close() {
        return byType(SmbAction.FILE_CLOSE, SmbAction.PIPE_CLOSE, SmbAction.PRINT_CLOSE);
    }

    private SmbAction byType(SmbAction file, SmbAction pipe, SmbAction print) {
        return switch (type) {
            case PIPE -> pipe;
            case PRINT -> print;
            default -> file;
        };
    }
}
