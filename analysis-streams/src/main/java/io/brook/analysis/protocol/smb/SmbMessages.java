package io.brook.analysis.protocol.smb;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;
import io.brook.schemas.flow.Direction;

/** The messages of both sides, whatever their version. */
final class SmbMessages {
    private static final int WORD = 4;
    private static final int VERSION_1 = 0xff;
    private static final int VERSION_2 = 0xfe;

    /** A message of version 3 behind a header that says how to decrypt it (MS-SMB2, section 2.2.41). */
    private static final int ENCRYPTED = 0xfd;

    private static final int ENCRYPTED_HEADER = 52;

    private final Smb1 smb1;
    private final Smb2 smb2;

    SmbMessages(SessionContext context) {
        SmbPipes pipes = new SmbPipes(context);
        SmbExchange exchange = new SmbExchange(context, pipes);
        this.smb1 = new Smb1(context, exchange, pipes);
        this.smb2 = new Smb2(exchange);
    }

    /**
     * Takes in a message, or the head of a long one.
     *
     * @return what to do with the rest of a long one; null when it is of no use
     */
    SmbContents message(Direction direction, FieldReader in) throws MalformedException {
        in.need("protocol", WORD);
        int version = in.u8("protocol");
        if (!in.skipIf("SMB")) {
            return null;
        }
        switch (version) {
            case VERSION_1 -> {
                return smb1.message(direction, in);
            }
            case VERSION_2 -> {
                return smb2.message(direction, in);
            }
            case ENCRYPTED -> in.moveTo("transform header", ENCRYPTED_HEADER);
            default -> {}
        }
        return null;
    }
}
