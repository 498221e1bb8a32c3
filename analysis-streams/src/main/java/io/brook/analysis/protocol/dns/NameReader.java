package io.brook.analysis.protocol.dns;

import io.brook.analysis.analyzer.SessionContext;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Reads names: labels, and pointers to names before them (RFC 1035, section 4.1.4), joined by dots. A name that is wrong is what
 * was read of it until then; weird.log says how it is wrong. Used again for one name after the other.
 */
final class NameReader {
    /** Room for a name, dots included: Zeek's, twice of what is allowed. */
    static final int CAPACITY = 512;

    /** Pointers of one name that are followed: Zeek's dns_max_compression_chain_depth. */
    static final int MAX_POINTERS = 20;

    /** A name this long, with the dot at its end, is too long. */
    private static final int TOO_LONG = 255;

    private static final int LONGEST_LABEL = 63;
    private static final int POINTER = 0xc0;
    private static final int FEW = 4;

    private static final int[] NONE = {};

    private final SessionContext context;
    private byte[] text = new byte[64];
    private int length;

    /** How long the name was when each pointer was followed, the outermost first. */
    private int[] lengths = NONE;

    private int pointers;

    NameReader(SessionContext context) {
        this.context = context;
    }

    /**
     * Reads the name that the message stands before.
     *
     * @param lowerCase whether its letters are made small; those that a pointer leads to always are
     */
    void read(MessageBytes in, boolean lowerCase) {
        length = 0;
        pointers = 0;
        int after = labels(in, in.position(), in.length());
        in.moveTo(after);
        for (int i = pointers; i >= 0; i--) {
            finish(i == 0 ? 0 : lengths[i - 1], lowerCase || i > 0);
        }
    }

    /** @return where the name ends, as far as it lies in its place and not where pointers lead to */
    private int labels(MessageBytes in, int from, int until) {
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
            context.weird("DNS_label_forward_compress_offset", null);
            return false;
        }
        if (pointers == MAX_POINTERS) {
            context.weird("DNS_max_compression_chain_depth_exceeded", null);
            context.limitReached();
            return false;
        }
        if (pointers == lengths.length) {
            lengths = Arrays.copyOf(lengths, pointers + FEW);
        }
        lengths[pointers++] = length;
        return true;
    }

    private boolean isFine(int label, int remaining) {
        String fault = null;
        if (label > remaining) {
            fault = "DNS_label_len_gt_pkt";
        } else if (label > LONGEST_LABEL && context.responderPort() != NetbiosName.PORT) {
            fault = "DNS_label_too_long";
        } else if (label >= CAPACITY - length) {
            fault = "DNS_label_len_gt_name_len";
        }
        if (fault != null) {
            context.weird(fault, null);
        }
        return fault == null;
    }

    private void append(MessageBytes in, int position, int label) {
        if (length + label + 1 > text.length) {
            text = Arrays.copyOf(text, Math.max(2 * text.length, length + label + 1));
        }
        in.copy(position, label, text, length);
        length += label + 1;
        text[length - 1] = '.';
    }

    private void finish(int from, boolean lowerCase) {
        if (length - from >= TOO_LONG) {
            context.weird("DNS_NAME_too_long", null);
        }
        if (length - from >= 2 && text[length - 1] == '.') {
            length--;
        }
        if (lowerCase) {
            for (int i = from; i < length; i++) {
                if (text[i] >= 'A' && text[i] <= 'Z') {
                    text[i] |= 0x20;
                }
            }
        }
    }

    /** The name that was read last, a character a byte; empty for the root. */
    String name() {
        return new String(text, 0, length, StandardCharsets.ISO_8859_1);
    }
}
