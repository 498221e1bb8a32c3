package io.brook.analysis.engine;

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
 * the text that it means, and a byte that is part of no text becomes U+F700 + that byte, which the logger writes as {@code \xNN}.
 */
final class WireText {
    private static final char RAW = 0xf700;
    private static final int LONGEST = 4;

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

    private static String decode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.ISO_8859_1);
        StringBuilder decoded = new StringBuilder(bytes.length);
        CharsetDecoder utf8 = StandardCharsets.UTF_8
                .newDecoder()
                .onMalformedInput(CodingErrorAction.REPORT)
                .onUnmappableCharacter(CodingErrorAction.REPORT);
        for (int at = 0; at < bytes.length; ) {
            int length = bytes[at] >= 0 ? 1 : lengthOf(bytes, at, utf8);
            if (length == 0) {
                decoded.append((char) (RAW + (bytes[at] & 0xff)));
                at++;
            } else {
                decoded.append(new String(bytes, at, length, StandardCharsets.UTF_8));
                at += length;
            }
        }
        return decoded.toString();
    }

    /** How many bytes the character beyond ASCII has that begins at a place; 0 when there is none. */
    private static int lengthOf(byte[] bytes, int at, CharsetDecoder utf8) {
        int first = bytes[at] & 0xff;
        int length = first < 0xe0 ? 2 : first < 0xf0 ? LONGEST - 1 : LONGEST;
        if (first < 0xc2 || at + length > bytes.length) {
            return 0;
        }
        try {
            utf8.decode(ByteBuffer.wrap(bytes, at, length));
            return length;
        } catch (CharacterCodingException e) {
            return 0;
        }
    }
}
