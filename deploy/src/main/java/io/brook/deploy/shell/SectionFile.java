package io.brook.deploy.shell;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A file in the format of zeekctl's node.cfg: sections with keys, {@code #} begins a comment. Names of keys are in lower case. */
final class SectionFile {
    /** @param line where it is in the file, from 1 */
    record Entry(String value, int line) {}

    /** @param line of its heading, from 1 */
    record Section(String name, int line, Map<String, Entry> entries) {
        /** The value of a key, or the default when the section does not have it. */
        String get(String key, String otherwise) {
            Entry entry = entries.get(key);
            return entry == null ? otherwise : entry.value();
        }
    }

    private SectionFile() {}

    /**
     * Reads a file with sections.
     *
     * @param problems gets a line for everything that cannot be understood
     */
    static List<Section> sections(Path file, List<String> problems) {
        List<Section> sections = new ArrayList<>();
        List<String> lines = lines(file, problems);
        for (int i = 0; i < lines.size(); i++) {
            String line = lines.get(i);
            if (line.startsWith("[") && line.endsWith("]")) {
                sections.add(new Section(line.substring(1, line.length() - 1).strip(), i + 1, new LinkedHashMap<>()));
            } else if (!line.isEmpty() && sections.isEmpty()) {
                problems.add(file + ":" + (i + 1) + ": expected a section such as [manager] first, found: " + line);
            } else {
                entry(
                        file,
                        i + 1,
                        line,
                        sections.isEmpty()
                                ? Map.of()
                                : sections.get(sections.size() - 1).entries(),
                        problems);
            }
        }
        return sections;
    }

    /** Reads a file without sections, such as zeekctl.cfg; as {@link #sections}. */
    static Map<String, Entry> entries(Path file, List<String> problems) {
        Map<String, Entry> entries = new LinkedHashMap<>();
        List<String> lines = lines(file, problems);
        for (int i = 0; i < lines.size(); i++) {
            entry(file, i + 1, lines.get(i), entries, problems);
        }
        return entries;
    }

    private static void entry(Path file, int number, String line, Map<String, Entry> into, List<String> problems) {
        int equals = line.indexOf('=');
        if (line.isEmpty()) {
            return;
        }
        if (equals <= 0) {
            problems.add(file + ":" + number + ": expected key=value, found: " + line);
            return;
        }
        String key = line.substring(0, equals).strip().toLowerCase(Locale.ROOT);
        Entry twice = into.put(key, new Entry(line.substring(equals + 1).strip(), number));
        if (twice != null) {
            problems.add(file + ":" + number + ": " + key + " is set in line " + twice.line() + " already; remove one");
        }
    }

    /** Without comments. */
    private static List<String> lines(Path file, List<String> problems) {
        try {
            return Files.readAllLines(file).stream()
                    .map(line -> line.replaceFirst("^\\s*#.*|\\s#.*", "").strip())
                    .toList();
        } catch (IOException e) {
            problems.add(file + ": cannot be read; it must be a text file in UTF-8");
            return List.of();
        }
    }
}
