package io.brook.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;

/** Reads a folder of log files. */
public final class Logs {
    private Logs() {}

    /** Every file below a folder as text, by its path in there. */
    public static Map<String, String> contents(Path folder) {
        Map<String, String> contents = new TreeMap<>();
        try (Stream<Path> files = Files.walk(folder)) {
            files.filter(Files::isRegularFile)
                    .forEach(file -> contents.put(folder.relativize(file).toString(), text(file)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return contents;
    }

    /** The lines of a log in Zeek's tab-separated format, as maps from column to text. */
    public static List<Map<String, String>> lines(Path file) {
        List<String> text = text(file).lines().toList();
        String[] columns = text.stream()
                .filter(line -> line.startsWith("#fields\t"))
                .findFirst()
                .orElseThrow()
                .split("\t");
        return text.stream()
                .filter(line -> !line.startsWith("#"))
                .map(line -> line(Arrays.copyOfRange(columns, 1, columns.length), line.split("\t", -1)))
                .toList();
    }

    private static Map<String, String> line(String[] columns, String[] values) {
        Map<String, String> line = new LinkedHashMap<>();
        for (int i = 0; i < columns.length; i++) {
            line.put(columns[i], values[i]);
        }
        return line;
    }

    private static String text(Path file) {
        try {
            return Files.readString(file, StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
