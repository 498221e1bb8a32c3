package io.brook.analysis.protocol.smb;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.schemas.flow.Direction;

/** Both directions of one pipe. */
final class SmbCalls {
    private final SmbCallStream requests;
    private final SmbCallStream replies;
    private boolean over;

    SmbCalls(SessionContext context, SmbSecurity security) {
        requests = new SmbCallStream(context, security);
        replies = new SmbCallStream(context, security);
    }

    void data(Direction direction, byte[] bytes, int at, int length) {
        if (!over) {
            over = !(direction.isFromOriginator() ? requests : replies).data(bytes, at, length);
        }
    }
}
