package io.brook.analysis.file;

import io.brook.analysis.analyzer.FileFollower;
import io.brook.analysis.file.extract.Extraction;
import io.brook.schemas.log.FilesLog;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Has a file's contents written, up to the limit; what is missing is a hole in the file and counts, too (Zeek's Extract). */
final class ExtractedFile implements FileFollower {
    static final String ANALYZER = "EXTRACT";

    private static final int NANOS = 9;
    private static final int MICROS = 6;

    private final FileTable files;
    private final String name;
    private long position;
    private boolean cutOff;
    private boolean failed;

    ExtractedFile(FileTable files, OpenFile file) {
        this.files = files;
        this.name = nameOf(file);
    }

    private static String nameOf(OpenFile file) {
        BigDecimal seconds = BigDecimal.valueOf(file.lastActive(), NANOS).setScale(MICROS, RoundingMode.HALF_UP);
        String name = "extract-" + seconds.toPlainString() + '-' + file.origin().source() + '-' + file.fuid();
        return name.replaceAll("[^A-Za-z0-9._-]", "_");
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
