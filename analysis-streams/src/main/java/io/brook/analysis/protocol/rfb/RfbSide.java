package io.brook.analysis.protocol.rfb;

import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.bytes.MalformedException;

/** What one side sends, part by part. */
final class RfbSide {
    /** What its next bytes begin. What the other side says may change that, but not what has begun. */
    private RfbPart next = RfbPart.VERSION;

    /** How long the body is of what comes next, where the header does not say it. */
    private int nextBody;

    /** What has begun; null between two parts. */
    private RfbPart part;

    /** Its header; null as long as that is not complete. */
    private byte[] header;

    /** How much of its body is to come. */
    private int left;

    void expect(RfbPart what) {
        expect(what, 0);
    }

    /** @param bodyLength how long its body is, beside what its header says */
    void expect(RfbPart what, int bodyLength) {
        next = what;
        nextBody = bodyLength;
    }

    /**
     * Takes in bytes up to the end of a part.
     *
     * @return what is complete now; null when more must come first
     */
    RfbMessage read(ByteCursor in) throws MalformedException {
        if (in.remaining() == 0) {
            return null;
        }
        if (part == null) {
            part = next;
            left = nextBody;
        }
        if (header == null) {
            if (in.remaining() < part.headerLength()) {
                return null;
            }
            header = in.bytes(part.headerLength());
            left += RfbParser.bodyLength(new RfbMessage(part, header, ""));
        }
        return body(in);
    }

    private RfbMessage body(ByteCursor in) {
        String text = "";
        if (part == RfbPart.SERVER_INIT) {
            if (in.remaining() < left) {
                return null;
            }
            text = in.text(left);
        } else {
            int here = Math.min(left, in.remaining());
            in.skip(here);
            left -= here;
            if (left > 0) {
                return null;
            }
        }
        RfbMessage message = new RfbMessage(part, header, text);
        part = null;
        header = null;
        return message;
    }
}
