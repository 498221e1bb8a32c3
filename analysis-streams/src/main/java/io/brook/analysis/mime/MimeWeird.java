package io.brook.analysis.mime;

import io.brook.analysis.weird.Oddity;
import io.brook.analysis.weird.Weird;

/** What is odd about messages, whatever protocol carries them. */
public enum MimeWeird implements Weird {
    HEADER_TOO_LONG(Oddity.ofAnalyzer("exceeded_mime_max_header_bytes")),
    TOO_DEEP(Oddity.ofAnalyzer("exceeded_mime_max_depth")),
    ILLEGAL_BASE64(Oddity.ofScript("base64_illegal_encoding"));

    private final Oddity oddity;

    MimeWeird(Oddity oddity) {
        this.oddity = oddity;
    }

    @Override
    public Oddity oddity() {
        return oddity;
    }
}
