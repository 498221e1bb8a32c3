package io.brook.analysis.protocol.smb;

/** A request that has not been answered yet. */
final class SmbCommand {
    /** The number of its share. */
    long tree;

    SmbShare share;
    SmbSharedFile file;

    /** Where it reads. */
    long position;

    /** The number of the file that it reads or commands, for the case that this is a pipe. */
    long pipe;

    /** Whether it opens a file that is to be deleted when it is closed. */
    boolean deletesOnClose;

    SmbCommand(SmbSharedFile file) {
        this.file = file;
    }
}
