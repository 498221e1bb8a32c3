package io.brook.deploy.diff;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * A line of a log. There may be many, so its values are not kept.
 *
 * @param columns as {@link LogLines#columns}
 */
public record Line(String text, List<String> columns) {
    private static final String UNSET = "-";
    private static final JsonFactory JSON = new JsonFactory();

    /**
     * Its values by the names of their columns, as text. A column without a value has none here either.
     *
     * @throws UncheckedIOException when it should be a JSON object and is none
     */
    public Map<String, String> values() {
        return columns.isEmpty() ? json() : tabbed();
    }

    private Map<String, String> tabbed() {
        Map<String, String> values = new LinkedHashMap<>();
        String[] texts = text.split("\t", -1);
        for (int i = 0; i < Math.min(texts.length, columns.size()); i++) {
            if (!texts[i].equals(UNSET)) {
                values.put(columns.get(i), texts[i]);
            }
        }
        return values;
    }

    private Map<String, String> json() {
        Map<String, String> values = new LinkedHashMap<>();
        try (JsonParser parser = JSON.createParser(text)) {
            parser.nextToken();
            while (parser.nextToken() == JsonToken.FIELD_NAME) {
                String name = parser.currentName();
                values.put(name, value(parser));
            }
            return values;
        } catch (IOException e) {
            throw new UncheckedIOException("this line of a log is no JSON object: " + text, e);
        }
    }

    /** An array's elements are separated by commas, as Zeek separates them in tab-separated lines. */
    private static String value(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_ARRAY) {
            return parser.getText();
        }
        StringBuilder list = new StringBuilder();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            list.append(list.isEmpty() ? "" : ",").append(parser.getText());
        }
        return list.toString();
    }
}
