package io.brook.analysis.protocol.imap;

import io.brook.analysis.weird.Oddity;
import io.brook.analysis.weird.Weird;

/** What is odd about how TLS is asked for. */
enum ImapWeird implements Weird {
    DUPLICATE_STARTTLS(Oddity.ofScript("IMAP: client sent duplicate StartTLS")),
    STARTTLS_REFUSED(Oddity.ofScript("IMAP: server refused StartTLS"));

    private final Oddity oddity;

    ImapWeird(Oddity oddity) {
        this.oddity = oddity;
    }

    @Override
    public Oddity oddity() {
        return oddity;
    }
}
