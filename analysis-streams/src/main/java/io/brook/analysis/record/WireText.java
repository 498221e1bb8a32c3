package io.brook.analysis.record;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.CharsetDecoder;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.apache.avro.specific.SpecificRecord;

/**
 * Makes text of bytes. Protocols hand on what they found with a character for each byte; records hold text. What is UTF-8 becomes
 * the text that it means, and bytes that are no text become U+F700 + the byte, which the logger writes as {@code \xNN}.
 */
public final class WireText {
    private static final char RAW = 0xf700;

    private WireText() {}

    /** Makes text of all texts of a line that came off the wire. */
    static void inPlace(SpecificRecord line) {
        int fields = line.getSchema().getFields().size();
        for (int i = 0; i < fields; i++) {
            Object value = line.get(i);
            if (value instanceof String text && isBytes(text)) {
                line.put(i, decode(text));
            } else if (value instanceof List<?> list && hasBytes(list)) {
                line.put(i, decode(list));
            }
        }
    }

    /**
     * Makes a record's text of bytes.
     *
     * @param bytes one character a byte
     */
    public static String of(String bytes) {
        return isBytes(bytes) ? decode(bytes) : bytes;
    }

    /** Whether there are bytes beyond ASCII, and nothing that can be no byte. */
    private static boolean isBytes(String text) {
        int all = 0;
        for (int i = 0; i < text.length(); i++) {
            all |= text.charAt(i);
        }
        return all > 0x7f && all <= 0xff;
    }

    private static boolean hasBytes(List<?> list) {
        for (Object each : list) {
            if (each instanceof String text && isBytes(text)) {
                return true;
            }
        }
        return false;
    }

    private static List<Object> decode(List<?> list) {
        List<Object> decoded = new ArrayList<>(list.size());
        for (Object each : list) {
            decoded.add(each instanceof String text && isBytes(text) ? decode(text) : each);
        }
        return decoded;
    }

    /** Zeek looks at what is between backslashes as a whole: with one byte in it that is no text, none of it is. */
    private static String decode(String text) {
        StringBuilder decoded = new StringBuilder(text.length());
        for (int at = 0; at < text.length(); ) {
            int end = text.indexOf('\\', at);
            end = end < 0 ? text.length() : end + 1;
            decoded.append(decodePart(text.substring(at, end)));
            at = end;
        }
        return decoded.toString();
    }

    private static String decodePart(String text) {
        if (!isBytes(text)) {
            return text;
        }
        CharsetDecoder utf8 = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        try {
            return utf8.decode(ByteBuffer.wrap(text.getBytes(StandardCharsets.ISO_8859_1)))
                    .toString();
        } catch (CharacterCodingException e) {
            return raw(text);
        }
    }

    private static String raw(String text) {
        StringBuilder raw = new StringBuilder(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            raw.append(c < 0x80 ? c : (char) (RAW + c));
        }
        return raw.toString();
    }
}
