package io.brook.analysis.protocol.pop3;

/**
 * A line, taken apart at the first blank.
 *
 * @param word what is before it; null on an empty line
 * @param rest what follows it, with one blank for each run of them
 */
record Line(String word, String rest) {
    /** White space before the line and blanks after it do not count, nor what follows a zero byte. */
    static Line parse(String line) {
        String text = squeezed(line);
        if (text.isEmpty()) {
            return new Line(null, "");
        }
        int blank = text.indexOf(' ');
        return blank < 0 ? new Line(text, "") : new Line(text.substring(0, blank), text.substring(blank + 1));
    }

    private static String squeezed(String line) {
        StringBuilder text = new StringBuilder();
        boolean pending = false;
        for (int i = 0; i < line.length() && line.charAt(i) != 0; i++) {
            char c = line.charAt(i);
            boolean leading = text.isEmpty() && c >= '\t' && c <= '\r';
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
