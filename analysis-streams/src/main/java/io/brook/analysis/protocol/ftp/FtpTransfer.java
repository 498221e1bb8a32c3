package io.brook.analysis.protocol.ftp;

import io.brook.analysis.analyzer.SharedState;

/** What the data connection finds out about a file, for the control connection to log with the command. Both hold it. */
final class FtpTransfer extends SharedState {
    String fuid;
    String mimeType;

    /** The command that it belonged to is over. */
    void forget() {
        fuid = null;
        mimeType = null;
    }
}
