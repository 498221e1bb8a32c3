package io.brook.deploy.shell;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A table that a command prints, aligned or as a JSON array with an object for each row. */
public final class Rows {
    private static final JsonFactory JSON = new JsonFactory();

    private final List<String> headings;
    private final List<List<String>> rows = new ArrayList<>();

    public Rows(String... headings) {
        this.headings = List.of(headings);
    }

    /** Adds a row with a cell for each heading. */
    public void add(String... cells) {
        if (cells.length != headings.size()) {
            throw new IllegalArgumentException(cells.length + " cells for " + headings);
        }
        rows.add(List.of(cells));
    }

    /** The rows, with a cell for each heading. */
    public List<List<String>> cells() {
        return List.copyOf(rows);
    }

    /** Prints it. */
    public void print(PrintWriter out, boolean json) {
        if (json) {
            out.println(json());
        } else {
            line(out, headings);
            rows.forEach(row -> line(out, row));
        }
        out.flush();
    }

    private void line(PrintWriter out, List<String> row) {
        StringBuilder line = new StringBuilder();
        for (int i = 0; i < row.size(); i++) {
            line.append(row.get(i));
            int missing = width(i) - row.get(i).length();
            line.append(" ".repeat(missing + 2));
        }
        out.println(line.toString().stripTrailing());
    }

    private int width(int column) {
        int width = headings.get(column).length();
        for (List<String> row : rows) {
            width = Math.max(width, row.get(column).length());
        }
        return width;
    }

    private String json() {
        StringWriter text = new StringWriter();
        try (JsonGenerator json = JSON.createGenerator(text)) {
            json.writeStartArray();
            for (List<String> row : rows) {
                json.writeStartObject();
                for (int i = 0; i < row.size(); i++) {
                    json.writeStringField(headings.get(i).toLowerCase(Locale.ROOT), row.get(i));
                }
                json.writeEndObject();
            }
            json.writeEndArray();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return text.toString();
    }
}
