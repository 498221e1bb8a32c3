package io.brook.analysis.protocol.rdp;

import io.brook.analysis.weird.Oddity;
import io.brook.analysis.weird.Weird;

/** What is odd about a conversation in RDP. */
enum RdpWeird implements Weird {
    TOO_MANY_CHANNELS(Oddity.ofScript("RDP_channels_requested_exceeds_max"));

    private final Oddity oddity;

    RdpWeird(Oddity oddity) {
        this.oddity = oddity;
    }

    @Override
    public Oddity oddity() {
        return oddity;
    }
}
