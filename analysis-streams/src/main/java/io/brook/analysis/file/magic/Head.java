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
    private int[] markupNames;

    Head(byte[] bytes, int length) {
        text = new String(bytes, 0, length, StandardCharsets.ISO_8859_1);
        afterSpace = skipSpace(text, 0);
        afterMark = skipSpace(text, mark());
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

    /** Where the names of elements may stand in markup; none where there is no markup. */
    int[] markupNames() {
        if (markupNames == null) {
            markupNames = Markup.names(text, afterMark);
        }
        return markupNames;
    }

    private int mark() {
        if (text.startsWith(UTF_8_MARK)) {
            return UTF_8_MARK.length();
        }
        boolean marked = text.startsWith(LITTLE_ENDIAN_MARK) || text.startsWith(BIG_ENDIAN_MARK);
        return marked ? LITTLE_ENDIAN_MARK.length() : 0;
    }

    static int skipSpace(String text, int from) {
        int at = from;
        while (at < text.length() && isSpace(text.charAt(at))) {
            at++;
        }
        return at;
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t' || c == '\r' || c == '\n';
    }
}
