package io.brook.analysis.protocol.dns;

import io.brook.analysis.bytes.Ascii;
import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.weird.WeirdSink;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads names: labels, and pointers to names before them (RFC 1035, section 4.1.4), joined by dots. Of a malformed name it
 * gives what stands before the mistake, which weird.log names. One object reads one name after the other.
 */
final class DnsNameReader {
    /** The longest name that is read, with its dots: Zeek's buffer, twice what the protocol allows. */
    static final int CAPACITY = 512;

    /** Pointers of one name that are followed: Zeek's dns_max_compression_chain_depth. */
    static final int MAX_POINTERS = 20;

    /** A name of this length, with the dot at its end, exceeds what the protocol allows. */
    private static final int TOO_LONG = 255;

    private static final int LONGEST_LABEL = 63;
    private static final int POINTER = 0xc0;
    private static final int FEW = 4;

    private static final int[] NONE = {};

    private final WeirdSink odd;
    private final boolean anyLabel;
    private byte[] text = new byte[64];
    private int length;

    /** The length of the name at each pointer that was followed, the outermost first. */
    private int[] lengths = NONE;

    private int pointers;

    /** @param anyLabel whether labels may be of any length: those of NetBIOS are */
    DnsNameReader(WeirdSink odd, boolean anyLabel) {
        this.odd = odd;
        this.anyLabel = anyLabel;
    }

    /**
     * Reads the name that the message stands before.
     *
     * @param lowerCase whether its letters are made small; those that a pointer leads to always are
     */
    void read(FieldReader in, boolean lowerCase) {
        length = 0;
        pointers = 0;
        int after = labels(in, in.position(), in.length());
        in.moveTo(after);
        for (int i = pointers; i >= 0; i--) {
            finish(i == 0 ? 0 : lengths[i - 1], lowerCase || i > 0);
        }
    }

    /** @return where the name ends, as far as it lies in its place and not where pointers lead to */
    private int labels(FieldReader in, int from, int until) {
        int at = from;
        int limit = until;
        int after = -1;
        while (limit - at > 0) {
            int label = in.byteAt(at++);
            if (label == 0 || limit - at <= 0) {
                break;
            }
            if ((label & POINTER) == POINTER) {
                int target = (label & ~POINTER) << 8 | in.byteAt(at);
                limit = at - 1;
                after = after < 0 ? at + 1 : after;
                at = target;
                if (!follow(target, limit)) {
                    break;
                }
            } else if (!isFine(label, limit - at)) {
                at = label > limit - at ? limit : at;
                break;
            } else {
                append(in, at, label);
                at += label;
            }
        }
        return after < 0 ? at : after;
    }

    private boolean follow(int target, int pointer) {
        if (target >= pointer) {
            odd.weird(DnsWeird.LABEL_FORWARD_POINTER);
            return false;
        }
        if (pointers == MAX_POINTERS) {
            odd.weird(DnsWeird.TOO_MANY_POINTERS);
            return false;
        }
        if (pointers == lengths.length) {
            lengths = Arrays.copyOf(lengths, pointers + FEW);
        }
        lengths[pointers++] = length;
        return true;
    }

    private boolean isFine(int label, int remaining) {
        DnsWeird fault = null;
        if (label > remaining) {
            fault = DnsWeird.LABEL_BEYOND_MESSAGE;
        } else if (label > LONGEST_LABEL && !anyLabel) {
            fault = DnsWeird.LABEL_TOO_LONG;
        } else if (label >= CAPACITY - length) {
            fault = DnsWeird.LABEL_BEYOND_NAME;
        }
        if (fault != null) {
            odd.weird(fault);
        }
        return fault == null;
    }

    private void append(FieldReader in, int position, int label) {
        if (length + label + 1 > text.length) {
            text = Arrays.copyOf(text, Math.max(2 * text.length, length + label + 1));
        }
        in.copy(position, label, text, length);
        length += label + 1;
        text[length - 1] = '.';
    }

    private void finish(int from, boolean lowerCase) {
        if (length - from >= TOO_LONG) {
            odd.weird(DnsWeird.NAME_TOO_LONG);
        }
        if (length - from >= 2 && text[length - 1] == '.') {
            length--;
        }
        if (lowerCase) {
            for (int i = from; i < length; i++) {
                text[i] = (byte) Ascii.toLower(text[i]);
            }
        }
    }

    /** The name that was read last, one character for each byte; empty for the root. */
    String name() {
        return new String(text, 0, length, StandardCharsets.ISO_8859_1);
    }
}
