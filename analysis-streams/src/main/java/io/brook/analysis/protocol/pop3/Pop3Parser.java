package io.brook.analysis.protocol.pop3;

import io.brook.analysis.bytes.Ascii;

/** Takes lines apart. */
final class Pop3Parser {
    private Pop3Parser() {}

    /** White space before the line and blanks after it do not count, nor what follows a zero byte. */
    static Pop3Line parse(String line) {
        String text = squeezed(line);
        if (text.isEmpty()) {
            return new Pop3Line(null, null, "");
        }
        int blank = text.indexOf(' ');
        String word = blank < 0 ? text : text.substring(0, blank);
        return new Pop3Line(word, Pop3Command.of(word), blank < 0 ? "" : text.substring(blank + 1));
    }

    private static String squeezed(String line) {
        StringBuilder text = new StringBuilder();
        boolean pending = false;
        for (int i = 0; i < line.length() && line.charAt(i) != 0; i++) {
            char c = line.charAt(i);
            boolean leading = text.isEmpty() && c != ' ' && Ascii.isSpace(c);
            if (c == ' ') {
                pending = !text.isEmpty();
            } else if (!leading) {
                text.append(pending ? " " : "").append(c);
                pending = false;
            }
        }
        return text.toString();
    }
}
