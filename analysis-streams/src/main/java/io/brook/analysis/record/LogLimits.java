package io.brook.analysis.record;

import io.brook.schemas.log.HttpLog;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * Cuts what is too long for a line, by Zeek's limits of since its version 8.1 ({@code Log::default_max_*} in init-bare.zeek): of a text,
 * of the elements of a list, and of all of a line together, in the order of its columns. Texts hold a character for each byte.
 */
final class LogLimits {
    private static final int TEXT_BYTES = 4096;
    private static final int ELEMENTS = 100;
    private static final int ALL_TEXT_BYTES = 256_000;
    private static final int ALL_ELEMENTS = 500;

    private final int mostOfText;
    private int textLeft = ALL_TEXT_BYTES;
    private int elementsLeft = ALL_ELEMENTS;
    private boolean textCut;
    private boolean listCut;

    private LogLimits(SpecificRecord line) {
        // HTTP::default_max_field_string_bytes is 0: what is asked for may be long.
        mostOfText = line instanceof HttpLog ? ALL_TEXT_BYTES : TEXT_BYTES;
    }

    /** Cuts a line where it is too long, and says of what there was too much. */
    static LogLimits apply(SpecificRecord line) {
        LogLimits limits = new LogLimits(line);
        int fields = line.getSchema().getFields().size();
        for (int i = 0; i < fields; i++) {
            Object value = line.get(i);
            if (value instanceof String text) {
                String cut = limits.cut(text);
                if (cut != text) {
                    line.put(i, cut);
                }
            } else if (value instanceof List<?> list) {
                limits.cut(list, line, i);
            }
        }
        return limits;
    }

    /** Whether a text was cut. */
    boolean textCut() {
        return textCut;
    }

    /** Whether elements of a list were left out. */
    boolean listCut() {
        return listCut;
    }

    private void cut(List<?> list, SpecificRecord line, int field) {
        int most = Math.min(ELEMENTS, elementsLeft);
        int taken = Math.min(list.size(), most);
        List<Object> cut = taken < list.size() ? new ArrayList<>(list.subList(0, taken)) : null;
        listCut |= cut != null;
        elementsLeft -= taken;
        for (int i = 0; i < taken; i++) {
            if (list.get(i) instanceof String text) {
                String shorter = cut(text);
                if (shorter != text) {
                    cut = cut == null ? new ArrayList<>(list) : cut;
                    cut.set(i, shorter);
                }
            }
        }
        if (cut != null) {
            line.put(field, cut);
        }
    }

    /** The same object when it is short enough. */
    private String cut(String text) {
        int most = Math.min(mostOfText, textLeft);
        // No character has more than three bytes in UTF-8, or four for two of them.
        if (3L * text.length() <= most || text.length() <= most && isBytes(text)) {
            textLeft -= text.length();
            return text;
        }
        String bytes =
                isBytes(text) ? text : new String(text.getBytes(StandardCharsets.UTF_8), StandardCharsets.ISO_8859_1);
        if (bytes.length() <= most) {
            textLeft -= bytes.length();
            return text;
        }
        textCut = true;
        textLeft -= most;
        return bytes.substring(0, most);
    }

    private static boolean isBytes(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) > 0xff) {
                return false;
            }
        }
        return true;
    }
}
