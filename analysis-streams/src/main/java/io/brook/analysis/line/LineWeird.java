package io.brook.analysis.line;

import io.brook.analysis.weird.Oddity;
import io.brook.analysis.weird.Weird;

/** What is odd about lines, whatever protocol they are of: what Zeek's ContentLine analyzer says. */
public enum LineWeird implements Weird {
    LONE_CR("line_terminated_with_single_CR"),
    NUL("NUL_in_line"),
    TOO_LONG("contentline_size_exceeded"),
    UNTERMINATED("line_terminated_without_CRLF");

    private final Oddity oddity;

    LineWeird(String name) {
        oddity = Oddity.of("CONTENTLINE", name);
    }

    @Override
    public Oddity oddity() {
        return oddity;
    }
}
