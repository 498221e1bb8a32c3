package io.brook.analysis.protocol.smb;

import io.brook.analysis.bytes.FieldReader;

/**
 * A request of version 1 to write to a pipe and to read what comes back.
 *
 * @param name of the pipe, or of something else that takes transactions
 * @param data what is written: Zeek takes all that follows for it
 */
record Smb1Transaction(String name, FieldReader data) {
    private static final String PIPE = "\\PIPE\\";
    private static final String ADMINISTRATION = "\\PIPE\\LANMAN";

    /** Whether it goes to remote administration, which is no pipe although it is called one. */
    boolean isAdministration() {
        return name.startsWith(ADMINISTRATION);
    }

    /** Whether it goes to a pipe, by its name. */
    boolean isToPipe() {
        return name.startsWith(PIPE) && !isAdministration();
    }
}
