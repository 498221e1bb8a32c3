package io.brook.analysis.protocol.smb;

/** What is done to a file: Zeek's SMB::Action. */
enum SmbAction {
    FILE_READ,
    FILE_WRITE,
    FILE_OPEN,
    FILE_CLOSE,
    FILE_DELETE,
    FILE_RENAME,
    FILE_SET_ATTRIBUTE,
    PIPE_READ,
    PIPE_WRITE,
    PIPE_OPEN,
    PIPE_CLOSE,
    PRINT_READ,
    PRINT_WRITE,
    PRINT_OPEN,
    PRINT_CLOSE;

    /** Whether it has a line in smb_files.log. */
    boolean isLogged() {
        return switch (this) {
            case FILE_OPEN, FILE_RENAME, FILE_DELETE, PRINT_OPEN, PRINT_CLOSE -> true;
            default -> false;
        };
    }

    /** What logs call it. */
    String logged() {
        return "SMB::" + name();
    }
}
