package io.brook.deploy.reference;

import java.util.Collection;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A table in Markdown. */
final class Table {
    private final StringBuilder text = new StringBuilder();

    Table(String... headings) {
        row(headings);
        text.append("|---".repeat(headings.length)).append("|\n");
    }

    void row(String... cells) {
        text.append(Stream.of(cells)
                .map(cell -> cell.isEmpty() ? " |" : ' ' + cell.replace("|", "\\|") + " |")
                .collect(Collectors.joining("", "|", "\n")));
    }

    /** A word of the code, as such; an empty cell when there is none. */
    static String code(String word) {
        return word.isEmpty() ? "" : '`' + word + '`';
    }

    /** Words of the code, separated by commas. */
    static String code(Collection<String> words) {
        return words.stream().map(Table::code).collect(Collectors.joining(", "));
    }

    @Override
    public String toString() {
        return text.toString();
    }
}
