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

    /** What is done to one of its files, which need not be a file: by the type of the share. */
    SmbAction action(SmbAction ofFile) {
        boolean isOther = type.equals(PIPE) || type.equals(PRINT);
        return isOther ? SmbAction.valueOf(ofFile.name().replace("FILE", type)) : ofFile;
    }
}
