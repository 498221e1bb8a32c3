package io.brook.analysis.file;

import io.brook.analysis.analyzer.FileFollower;
import io.brook.analysis.file.extract.Extraction;
import io.brook.schemas.log.FilesLog;

/** Has a file's contents written, up to the limit; what is missing is a hole in the file and counts, too (Zeek's Extract). */
final class ExtractedFile implements FileFollower {
    static final String ANALYZER = "EXTRACT";

    private final FileServices files;
    private final String name;
    private long position;
    private boolean cutOff;
    private boolean failed;

    /** @param name what it is called where it is written to */
    ExtractedFile(FileServices files, String name) {
        this.files = files;
        this.name = name;
    }

    @Override
    public boolean data(byte[] bytes, int offset, int length) {
        Extraction extraction = files.extraction();
        int part = (int) Math.min(length, extraction.limit() - position);
        if (part > 0) {
            failed |= !extraction.write(name, position, bytes, offset, part);
            position += part;
        }
        cutOff = part < length;
        return !cutOff && !failed;
    }

    @Override
    public boolean gap(long length) {
        cutOff = length > files.extraction().limit() - position;
        position += cutOff ? 0 : length;
        return !cutOff;
    }

    @Override
    public void end() {
        failed |= !files.extraction().finish(name);
    }

    /** A file that could not be written whole is not there. */
    void fill(FilesLog line) {
        if (failed) {
            return;
        }
        line.setExtracted(name);
        line.setExtractedCutoff(cutOff);
        line.setExtractedSize(cutOff ? files.extraction().limit() : null);
    }
}
