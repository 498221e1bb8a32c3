package io.brook.analysis.protocol.ftp;

import io.brook.analysis.analyzer.SessionContext;

/** What is odd about a connection's lines, each kind said once for both directions. */
final class NvtOddities {
    private static final String SOURCE = "NVT";

    private final SessionContext context;
    private boolean zeroSeen;
    private boolean singleCrSeen;

    NvtOddities(SessionContext context) {
        this.context = context;
    }

    void zeroInLine() {
        if (!zeroSeen) {
            zeroSeen = true;
            context.weird("NUL_in_line", null, SOURCE);
        }
    }

    void singleCr() {
        if (!singleCrSeen) {
            singleCrSeen = true;
            context.weird("line_terminated_with_single_CR", null, SOURCE);
        }
    }

    void lineTooLong(int length) {
        context.weird("nvt_line_size_exceeded", String.valueOf(length), SOURCE);
    }
}
