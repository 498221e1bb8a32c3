package io.brook.analysis.protocol.ssl;

import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.flow.Direction;

/** Recognises the form of records from their headers, and what is no record. */
final class SslRecordLayer {
    static final int HEADER = 5;

    private static final int FIRST_TYPE = 20;
    private static final int LAST_TYPE = 30;
    private static final int LONG_FORM = 0x80;

    /** The version of the first record of the newer form, or SSL 2 once a server has spoken that. */
    private int version = SslVersion.UNKNOWN;

    /**
     * Looks at the header that the bytes begin with; it is complete.
     *
     * @return {@link SslVersion#SSL_2} for a record of the old form, else the version; {@link SslVersion#UNKNOWN} for no record
     */
    int look(Direction direction, ByteCursor in, SslConversation said) {
        int stated = in.peek16(1);
        if (version != SslVersion.UNKNOWN && version != SslVersion.SSL_2 && !SslVersion.isOfRecord(stated)) {
            return fail("Invalid version late in TLS connection. Packet reported version: " + stated, said);
        }
        if (version != SslVersion.UNKNOWN) {
            return version;
        }
        if ((in.peek(0) & LONG_FORM) != 0) {
            return old(direction, in, said);
        }
        if (!SslVersion.isOfRecord(stated)) {
            return fail("Invalid version in TLS connection. Version: " + stated, said);
        }
        int type = in.peek(0);
        if (type < FIRST_TYPE || type > LAST_TYPE) {
            return fail("Invalid type in TLS connection. Version: " + stated + ", Type: " + type, said);
        }
        version = stated;
        return version;
    }

    private int old(Direction direction, ByteCursor in, SslConversation said) {
        int type = in.peek(2);
        if (type == Ssl2Records.CLIENT_HELLO && direction.isFromOriginator()) {
            int offered = in.peek16(3);
            boolean isKnown = offered == SslVersion.SSL_2 || SslVersion.isOfRecord(offered);
            return isKnown ? SslVersion.SSL_2 : fail("Invalid version in SSL client hello. Version: " + offered, said);
        }
        if (type == Ssl2Records.SERVER_HELLO && in.peek(4) < 2 && direction.isFromResponder()) {
            version = SslVersion.SSL_2;
            return version;
        }
        String heads = "Head1: " + in.peek(1) + ", head2: " + type + ", head3: " + in.peek(3);
        return fail("Invalid headers in SSL connection. " + heads, said);
    }

    private static int fail(String reason, SslConversation said) {
        said.violation(reason);
        return SslVersion.UNKNOWN;
    }
}
