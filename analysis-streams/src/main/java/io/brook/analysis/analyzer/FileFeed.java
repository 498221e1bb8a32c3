package io.brook.analysis.analyzer;

/** Takes a file's contents from a session, in order. It need not be closed: it ends with the connection at the latest. */
public interface FileFeed {
    /** The file's unique identifier, as logs name it. */
    String fuid();

    /** The next bytes. The array is the caller's: what is kept is copied. */
    void data(byte[] bytes, int offset, int length);

    /** Goes on at another place of the file: the next bytes are those from {@code position} on. For partial contents. */
    void position(long position);

    /** Bytes are missing. */
    void gap(long length);

    /** The file is complete, or no more of it will come. */
    void end();

    /** What the contents are, by their first bytes; null while that is unknown. */
    String mimeType();

    /** Whether the file has or will have a line in files.log: false until its first byte has come. */
    boolean isSeen();
}
