package io.brook.analysis.file.extract;

import java.util.Set;

/**
 * Where the contents of files are written to. Not part of what is saved: a piece may come again after a restart, and is the same
 * then.
 */
public interface Extraction {
    /** Nothing is written anywhere. */
    Extraction NONE = new Extraction() {
        @Override
        public boolean isOn() {
            return false;
        }

        @Override
        public Set<String> types() {
            return Set.of();
        }

        @Override
        public long limit() {
            return 0;
        }

        @Override
        public boolean write(String name, long position, byte[] bytes, int offset, int length) {
            return false;
        }

        @Override
        public boolean finish(String name) {
            return false;
        }

        @Override
        public void close() {}
    };

    boolean isOn();

    /** The MIME types of the files that are written; all files when empty. */
    Set<String> types();

    /** How many bytes of a file are written at most; those that are missing count. */
    long limit();

    /**
     * Writes a piece of a file. Never throws: what cannot be written is reported once.
     *
     * @param name made of letters, digits, dots, dashes and underscores, and begins with a letter
     * @param position where in the file the piece belongs
     * @return whether it was written; if not, the file is removed
     */
    boolean write(String name, long position, byte[] bytes, int offset, int length);

    /**
     * No more of a file will come.
     *
     * @return whether all was written that came; if not, the file is removed
     */
    boolean finish(String name);

    /** No more of any file will come from here. */
    void close();
}
