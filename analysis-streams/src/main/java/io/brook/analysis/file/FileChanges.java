package io.brook.analysis.file;

/** Is told which files have changed. */
public interface FileChanges {
    /**
     * A file has begun, or more of it has come.
     *
     * @param file to be saved; what it refers to that is not its own is the {@link FileTable}
     */
    void changed(String fuid, Object file);

    /** A file is over. */
    void ended(String fuid);
}
