package io.brook.deploy.diff;

import io.brook.deploy.cluster.RunException;
import io.brook.schemas.disk.WritableDirectory;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.zip.GZIPInputStream;

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
     * @param file compressed by gzip when its name ends in {@code .gz}
     * @throws RunException when it cannot be read, or is no log
     */
    public FileLines(Path file) throws RunException {
        this.file = file;
        try {
            reader = file.toString().endsWith(".gz") ? unpacked(file) : Files.newBufferedReader(file);
        } catch (IOException e) {
            throw unreadable(e);
        }
        columns = header();
    }

    private static BufferedReader unpacked(Path file) throws IOException {
        InputStream in = Files.newInputStream(file);
        try {
            return new BufferedReader(
                    new InputStreamReader(new GZIPInputStream(in), StandardCharsets.UTF_8.newDecoder()));
        } catch (IOException e) {
            in.close();
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
