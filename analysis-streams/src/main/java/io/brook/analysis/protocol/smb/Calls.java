package io.brook.analysis.protocol.smb;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.schemas.flow.Direction;

/** Both directions of one pipe. */
final class Calls {
    private final CallStream requests;
    private final CallStream replies;
    private boolean over;

    Calls(SessionContext context, Security security) {
        requests = new CallStream(context, security);
        replies = new CallStream(context, security);
    }

    void data(Direction direction, byte[] bytes, int at, int length) {
        if (!over) {
            over = !(direction.isFromOriginator() ? requests : replies).data(bytes, at, length);
        }
    }
}
