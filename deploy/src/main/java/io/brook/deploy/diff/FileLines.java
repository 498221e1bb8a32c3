package io.brook.deploy.diff;

import io.brook.deploy.cluster.RunException;
import io.brook.schemas.disk.WritableDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/**
 * The lines of a log file as Zeek writes it: tab-separated, below a header that names the columns, or a JSON object each. The
 * header's and footer's own lines, with the times at which the file was opened and closed, are left out.
 */
public final class FileLines implements LogLines {
    static final String FIELDS = "#fields\t";

    private final Path file;
    private final BufferedReader reader;
    private final List<String> columns;

    /** The first line that is not of the header; null when it has been given out, or when there is none. */
    private String first;

    /**
     * @param file compressed when its name ends in {@code .gz}, or as those of zstd, xz, bzip2, lz4, lzop or lzip, whose programs then
     *     unpack it
     * @throws RunException when it cannot be read, or is no log
     */
    public FileLines(Path file) throws RunException {
        this(file, null);
    }

    /**
     * The same.
     *
     * @param program unpacks, with {@code -dc}, files whose names end in something else; null for none
     */
    public FileLines(Path file, String program) throws RunException {
        this.file = file;
        try {
            reader = new BufferedReader(
                    new InputStreamReader(UnpackedFile.open(file, program), StandardCharsets.UTF_8.newDecoder()));
        } catch (IOException e) {
            throw unreadable(e);
        }
        try {
            columns = header();
        } catch (RunException e) {
            close();
            throw e;
        }
    }

    private List<String> header() throws RunException {
        List<String> named = null;
        String line = read();
        while (line != null && line.startsWith("#")) {
            if (line.startsWith(FIELDS)) {
                named = List.of(line.substring(FIELDS.length()).split("\t", -1));
            }
            line = read();
        }
        first = line;
        boolean json = line == null || line.startsWith("{");
        if (named == null && !json) {
            throw new RunException(file + " is no log: it has neither a line #fields nor JSON objects", null);
        }
        return named == null ? List.of() : named;
    }

    @Override
    public List<String> columns() {
        return columns;
    }

    @Override
    public String next() throws RunException {
        String line = first == null ? read() : first;
        first = null;
        while (line != null && line.startsWith("#")) {
            line = read();
        }
        return line;
    }

    private String read() throws RunException {
        try {
            return reader.readLine();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }

    private RunException unreadable(IOException e) {
        String reason = e instanceof CharacterCodingException ? "it is not in UTF-8" : WritableDirectory.reason(e);
        return new RunException("cannot read " + file + ": " + reason, e);
    }

    @Override
    public void close() throws RunException {
        try {
            reader.close();
        } catch (IOException e) {
            throw unreadable(e);
        }
    }
}
