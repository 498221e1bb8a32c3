package io.brook.analysis.protocol.ssl;

import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.bytes.MalformedException;
import io.brook.schemas.flow.Direction;
import java.util.Arrays;

/**
 * The handshake messages of one direction, put together from the records that they are spread over. One that is longer than
 * {@value #MAX_MESSAGE} bytes is passed over.
 */
final class SslHandshakeStream {
    static final int MAX_MESSAGE = 256 * 1024;

    private static final int HEADER = 4;
    private static final byte[] NOTHING = {};

    private final Direction direction;
    private byte[] pending = NOTHING;
    private int used;

    /** How many bytes of a message that is skipped are still to come. */
    private int toSkip;

    SslHandshakeStream(Direction direction) {
        this.direction = direction;
    }

    /** @throws MalformedException when a message is too short for what it says */
    void record(ByteCursor in, SslHandshake handshake, SslConversation said) throws MalformedException {
        if (used > 0) {
            append(in);
            ByteCursor all = new ByteCursor(pending, 0, used);
            messages(all, handshake, said);
            keep(all);
        } else {
            messages(in, handshake, said);
            if (!said.ended && in.remaining() > 0) {
                append(in);
            }
        }
    }

    private void append(ByteCursor in) {
        int length = in.remaining();
        if (used + length > pending.length) {
            pending = Arrays.copyOf(pending, Math.max(2 * pending.length, used + length));
        }
        System.arraycopy(in.array(), in.position(), pending, used, length);
        in.skip(length);
        used += length;
    }

    private void keep(ByteCursor all) {
        used = all.remaining();
        if (used == 0) {
            pending = NOTHING;
        } else {
            System.arraycopy(pending, all.position(), pending, 0, used);
        }
    }

    private void messages(ByteCursor in, SslHandshake handshake, SslConversation said) throws MalformedException {
        while (!said.ended && in.remaining() > 0) {
            if (toSkip > 0) {
                int now = Math.min(toSkip, in.remaining());
                in.skip(now);
                toSkip -= now;
            } else if (in.remaining() < HEADER) {
                return;
            } else {
                int length = in.peek16(1) << 8 | in.peek(3);
                if (length > MAX_MESSAGE) {
                    toSkip = HEADER + length;
                } else if (in.remaining() < HEADER + length) {
                    return;
                } else {
                    int type = in.u8();
                    in.skip(HEADER - 1);
                    handshake.message(direction, type, in.slice(length));
                }
            }
        }
    }
}
