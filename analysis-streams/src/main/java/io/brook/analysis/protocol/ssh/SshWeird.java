package io.brook.analysis.protocol.ssh;

import io.brook.analysis.weird.Oddity;
import io.brook.analysis.weird.Weird;
import io.brook.analysis.weird.WeirdAction;

/** What is odd about a conversation in SSH. */
enum SshWeird implements Weird {
    PACKET_TOO_LONG(Oddity.ofAnalyzer("SSH_max_packet_length_exceeded").with(WeirdAction.LOG_PER_ORIG)),
    UNKNOWN_KEY_EXCHANGE(Oddity.ofAnalyzer("ssh_unknown_kex_algorithm")),
    UNCLEAR_VERSION(Oddity.ofScript("SSH_cannot_determine_version")),
    VERSION_MISMATCH(Oddity.ofScript("SSH_version_mismatch"));

    private final Oddity oddity;

    SshWeird(Oddity oddity) {
        this.oddity = oddity;
    }

    @Override
    public Oddity oddity() {
        return oddity;
    }
}
