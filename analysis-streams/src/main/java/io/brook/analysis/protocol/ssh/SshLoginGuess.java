package io.brook.analysis.protocol.ssh;

import io.brook.schemas.flow.Direction;

/**
 * Zeek's guess at logins: the server's encrypted answers betray themselves by their lengths. The first says that the service for
 * logins is there, and has 24 bytes in the clear; success has 8; what else comes second is a failure, and all of its length are.
 */
final class SshLoginGuess {
    /** What a piece of the stream means. */
    enum Meaning {
        NOTHING,
        FAILURE,
        SUCCESS
    }

    /** How much shorter success is than the first answer. */
    private static final int SHORTER = 16;

    /** An answer longer than the first one by this much is a banner and no failure. */
    private static final int BANNER = 256;

    private boolean clientEncrypts;
    private boolean bannerSkipped;
    private int acceptLength;
    private int failureLength;

    /** @param length how many encrypted bytes came at once */
    Meaning judge(Direction direction, int length) {
        if (direction.isFromOriginator()) {
            clientEncrypts = true;
            return Meaning.NOTHING;
        }
        if (!clientEncrypts) {
            return Meaning.NOTHING;
        }
        if (acceptLength == 0) {
            acceptLength = length;
            return Meaning.NOTHING;
        }
        if (failureLength == 0 && length + SHORTER != acceptLength) {
            if (!bannerSkipped && length - acceptLength > BANNER) {
                bannerSkipped = true;
            } else {
                failureLength = length;
            }
            return Meaning.NOTHING;
        }
        if (length == failureLength) {
            return Meaning.FAILURE;
        }
        return length + SHORTER == acceptLength ? Meaning.SUCCESS : Meaning.NOTHING;
    }
}
