package io.brook.analysis.file.magic;

import com.google.re2j.Pattern;
import io.brook.analysis.file.magic.Signature.Place;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Comparator;
import java.util.List;

/**
 * Reads the table of signatures, {@code magic.tsv}: a line each of strength, type, place, bytes, and perhaps what follows the
 * bytes and what that needs, with tabs between them. The file's head explains the columns.
 */
final class MagicTable {
    private static final String RESOURCE = "magic.tsv";

    /** Which of several of the same strength counts is Zeek's order: that of the alphabet. */
    private static final Comparator<Signature> STRONGEST_FIRST =
            Comparator.comparingInt(Signature::strength).reversed().thenComparing(Signature::type);

    private MagicTable() {}

    /** All signatures, the strongest first. */
    static List<Signature> read() {
        try (BufferedReader lines = new BufferedReader(
                new InputStreamReader(MagicTable.class.getResourceAsStream(RESOURCE), StandardCharsets.US_ASCII))) {
            return lines.lines()
                    .filter(line -> !line.isEmpty() && !line.startsWith("#"))
                    .map(MagicTable::signature)
                    .sorted(STRONGEST_FIRST)
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Signature signature(String line) {
        String[] columns = line.split("\t");
        Place place = place(columns[2]);
        String bytes = columns.length > 3 ? unescape(columns[3]) : "";
        // Without a start of text the matcher would go on to the end in vain.
        String before = place == Place.ANYWHERE ? Pattern.quote(bytes) : "\\A";
        return new Signature(
                Integer.parseInt(columns[0]),
                columns[1],
                place,
                place == Place.AT ? Integer.parseInt(columns[2]) : 0,
                bytes,
                columns.length > 4 ? Pattern.compile(before + "(?:" + columns[4] + ")", Pattern.DOTALL) : null,
                columns.length > 5 ? columns[5] : "");
    }

    private static Place place(String column) {
        return switch (column) {
            case "space" -> Place.AFTER_SPACE;
            case "mark" -> Place.AFTER_MARK;
            case "markup" -> Place.IN_MARKUP;
            case "any" -> Place.ANYWHERE;
            case "first" -> Place.FIRST;
            default -> Place.AT;
        };
    }

    private static String unescape(String text) {
        StringBuilder bytes = new StringBuilder();
        for (int i = 0; i < text.length(); i++) {
            if (text.startsWith("\\x", i)) {
                bytes.append((char) Integer.parseInt(text, i + 2, i + 4, 16));
                i += 3;
            } else {
                bytes.append(text.charAt(i));
            }
        }
        return bytes.toString();
    }
}
