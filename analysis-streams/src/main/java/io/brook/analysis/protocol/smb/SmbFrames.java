package io.brook.analysis.protocol.smb;

import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;
import io.brook.schemas.flow.Direction;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * One direction of a connection, cut into messages: four bytes of NetBIOS, of which the last three are a length, and so many
 * bytes.
 */
final class SmbFrames {
    /** The framing and the first word of a message. */
    static final int PREFIX = 8;

    /**
     * A message up to this long waits until it is complete: 256 KiB of contents. Both directions' together must be no more than
     * can be saved as one record of Kafka.
     */
    static final int MAX_HELD = 288 * 1024;

    /** How much of a longer message is looked at before its contents are handed on as they come. */
    static final int HEAD = 4 * 1024;

    static final int FRAMING = 4;

    private static final byte[] NOTHING = {};

    private final Direction direction;
    private final SmbMessages messages;

    /** The bytes of the framing that are here, and how many they are. */
    private int framing;

    private int framed;

    private byte[] held = NOTHING;
    private int filled;

    /** How much of the current message is not here yet; -1 between messages. */
    private int missing = -1;

    /**
     * Whether the rest of the message is passed over or handed on as it comes: the message is of no use, or its head has been read.
     */
    private boolean passing;

    private SmbContents contents;

    /** Whether a message was cut short: what follows it is lost, too. */
    private boolean torn;

    SmbFrames(Direction direction, SmbMessages messages) {
        this.direction = direction;
        this.messages = messages;
    }

    /** Whether the bytes begin with a message of SMB. */
    static boolean beginsMessage(ByteCursor in) {
        return in.remaining() >= PREFIX
                && (in.peek(4) == 0xff || in.peek(4) == 0xfe)
                && in.peek(5) == 'S'
                && in.peek(6) == 'M'
                && in.peek(7) == 'B';
    }

    /**
     * Takes in the next piece.
     *
     * @return false when a message was wrong; the rest of the piece is not looked at then
     */
    boolean data(ByteCursor in) {
        boolean right = !torn;
        torn = false;
        while (right && in.remaining() > 0) {
            if (missing < 0) {
                right = begin(in);
            } else if (passing) {
                pass(in);
            } else {
                right = hold(in);
            }
        }
        if (!right) {
            reset();
        }
        return right;
    }

    private boolean begin(ByteCursor in) {
        framing = framing << 8 | in.u8();
        if (++framed < FRAMING) {
            return true;
        }
        int kind = framing >>> 24;
        framed = 0;
        missing = framing & 0xffffff;
        passing = kind != 0;
        held = passing ? NOTHING : new byte[Math.min(missing, HEAD)];
        if (missing == 0 && !passing) {
            return message();
        }
        endIfComplete();
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
        return filled < wanted || message();
    }

    private boolean message() {
        FieldReader message = FieldReader.head("SMB_PDU", held, filled, filled + missing, ByteOrder.LITTLE_ENDIAN);
        try {
            contents = messages.message(direction, message);
        } catch (MalformedException e) {
            return false;
        }
        held = NOTHING;
        filled = 0;
        passing = true;
        endIfComplete();
        return true;
    }

    private void pass(ByteCursor in) {
        int length = Math.min(missing, in.remaining());
        if (contents != null) {
            contents.data(in.array(), in.position(), length);
        }
        in.skip(length);
        missing -= length;
        endIfComplete();
    }

    private void endIfComplete() {
        if (missing == 0) {
            reset();
        }
    }

    private void reset() {
        framed = 0;
        missing = -1;
        passing = false;
        contents = null;
        held = NOTHING;
        filled = 0;
    }

    /**
     * What there is of a message is dropped. Zeek's parser remains inside it and fails at the next piece of this direction, which
     * is lost then.
     */
    void interrupt() {
        torn |= missing >= 0;
        reset();
    }
}
