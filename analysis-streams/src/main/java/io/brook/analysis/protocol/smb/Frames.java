package io.brook.analysis.protocol.smb;

import io.brook.analysis.analyzer.ByteCursor;
import java.util.Arrays;

/**
 * One direction of a connection, cut into messages: four bytes of NetBIOS, of which the last three are a length, and so many
 * bytes. Begins with the first message that is one of SMB, also after a hole.
 */
final class Frames {
    /** The framing and the first word of a message. */
    static final int PREFIX = 8;

    /** A message up to this long waits until it is complete: 64 KiB of contents, the most that old versions send at once. */
    static final int MAX_HELD = 128 * 1024;

    /** Of a longer message so much is looked at before its contents are handed on as they come. */
    static final int HEAD = 4 * 1024;

    private static final int FRAMING = 4;

    private static final byte[] NOTHING = {};

    private final boolean fromOriginator;
    private final Messages messages;
    private boolean synced;
    private byte[] held = NOTHING;
    private int filled;

    /** How much of the current message is not here yet; -1 between messages. */
    private int missing = -1;

    /** Whether what is missing is not waited for: the message is long, and its head has been looked at. */
    private boolean passing;

    private Contents contents;

    Frames(boolean fromOriginator, Messages messages) {
        this.fromOriginator = fromOriginator;
        this.messages = messages;
    }

    /** Whether a message of SMB begins here; the caller has seen that its prefix is there. */
    static boolean beginsMessage(ByteCursor in) {
        return (in.peek(4) == 0xff || in.peek(4) == 0xfe)
                && in.peek(5) == 'S'
                && in.peek(6) == 'M'
                && in.peek(7) == 'B';
    }

    /** Takes in all that comes, but for less than a prefix. */
    void data(ByteCursor in) {
        while (in.remaining() > 0) {
            boolean on = missing < 0 ? begin(in) : passing ? pass(in) : hold(in);
            if (!on) {
                return;
            }
        }
    }

    private boolean begin(ByteCursor in) {
        while (!synced && in.remaining() >= PREFIX) {
            synced = in.peek(0) == 0 && beginsMessage(in);
            in.skip(synced ? 0 : 1);
        }
        if (!synced || in.remaining() < FRAMING) {
            return false;
        }
        boolean isMessage = in.u8() == 0;
        missing = in.u24();
        passing = !isMessage;
        contents = null;
        held = passing ? NOTHING : new byte[Math.min(missing, HEAD)];
        filled = 0;
        if (missing == 0) {
            missing = -1;
        }
        return true;
    }

    private boolean hold(ByteCursor in) {
        int total = filled + missing;
        int wanted = total > MAX_HELD ? HEAD : total;
        int length = Math.min(wanted - filled, in.remaining());
        if (filled + length > held.length) {
            held = Arrays.copyOf(held, Math.min(wanted, Math.max(filled + length, 2 * held.length)));
        }
        System.arraycopy(in.array(), in.position(), held, filled, length);
        in.skip(length);
        filled += length;
        missing -= length;
        if (filled == wanted) {
            contents = messages.message(fromOriginator, new Fields(held, filled, missing));
            held = NOTHING;
            filled = 0;
            passing = true;
            endIfComplete();
        }
        return true;
    }

    private boolean pass(ByteCursor in) {
        int length = Math.min(missing, in.remaining());
        if (contents != null) {
            contents.data(in.array(), in.position(), length);
        }
        in.skip(length);
        missing -= length;
        endIfComplete();
        return true;
    }

    private void endIfComplete() {
        if (missing == 0) {
            missing = -1;
            passing = false;
            contents = null;
        }
    }

    /** Bytes are missing: what there is of a message is dropped, and the next one is searched for. */
    void gap() {
        synced = false;
        missing = -1;
        passing = false;
        contents = null;
        held = NOTHING;
        filled = 0;
    }
}
