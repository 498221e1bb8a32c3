package io.brook.analysis.protocol.xmpp;

import io.brook.analysis.weird.Oddity;
import io.brook.analysis.weird.Weird;

/** What is odd about how TLS is asked for. */
enum XmppWeird implements Weird {
    PROCEED_WITHOUT_STARTTLS(Oddity.ofScript("XMPP: proceed without starttls"));

    private final Oddity oddity;

    XmppWeird(Oddity oddity) {
        this.oddity = oddity;
    }

    @Override
    public Oddity oddity() {
        return oddity;
    }
}
