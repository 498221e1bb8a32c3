package io.brook.analysis.protocol.ftp;

import io.brook.analysis.weird.WeirdSink;

/** Reports each kind of oddity of a connection's lines once for both directions. */
final class FtpNvtOddities {
    private final WeirdSink sink;
    private boolean zeroSeen;
    private boolean singleCrSeen;

    FtpNvtOddities(WeirdSink sink) {
        this.sink = sink;
    }

    void zeroInLine() {
        if (!zeroSeen) {
            zeroSeen = true;
            sink.weird(FtpWeird.NUL_IN_LINE);
        }
    }

    void singleCr() {
        if (!singleCrSeen) {
            singleCrSeen = true;
            sink.weird(FtpWeird.LONE_CR);
        }
    }

    void lineTooLong(int length) {
        sink.weird(FtpWeird.LINE_TOO_LONG, String.valueOf(length));
    }
}
