package io.brook.analysis.file.magic;

import java.nio.charset.StandardCharsets;

/** A file's first bytes, and the places in them where signatures look. */
final class Head {
    private static final String UTF_8_MARK = "\u00ef\u00bb\u00bf";
    private static final String LITTLE_ENDIAN_MARK = "\u00ff\u00fe";
    private static final String BIG_ENDIAN_MARK = "\u00fe\u00ff";

    private final String text;
    private final int afterSpace;
    private final int afterMark;

    Head(byte[] bytes, int length) {
        text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        afterSpace = skipSpace(0);
        afterMark = skipSpace(mark());
    }

    /** The bytes, one character each. */
    String text() {
        return text;
    }

    int afterSpace() {
        return afterSpace;
    }

    int afterMark() {
        return afterMark;
    }

    private int mark() {
        if (text.startsWith(UTF_8_MARK)) {
            return UTF_8_MARK.length();
        }
        boolean marked = text.startsWith(LITTLE_ENDIAN_MARK) || text.startsWith(BIG_ENDIAN_MARK);
        return marked ? LITTLE_ENDIAN_MARK.length() : 0;
    }

    private int skipSpace(int from) {
        int at = from;
        while (at < text.length() && " \t\r\n".indexOf(text.charAt(at)) >= 0) {
            at++;
        }
        return at;
    }
}
