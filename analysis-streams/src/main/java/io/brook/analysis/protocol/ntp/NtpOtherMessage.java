package io.brook.analysis.protocol.ntp;

import io.brook.analysis.bytes.ByteCursor;

/** Messages that are not about time. They are not logged, but they must be whole to be taken for NTP. */
final class NtpOtherMessage {
    private static final int CONTROL_HEADER = 11;
    private static final int CONTROL_DATA_LENGTH_AT = 9;

    private static final int MODE7_HEADER = 5;
    private static final int MODE7_DATA_LENGTH_AT = 3;
    private static final int MODE7_DATA_LENGTH = 0x0fff;
    private static final int AUTHENTICATED = 0x80;
    private static final int CODE_LENGTH = 20;

    private NtpOtherMessage() {}

    /**
     * A control message (RFC 9327, section 2) behind its first byte.
     *
     * @return what is wrong with it, as Zeek's parser says it; null when nothing is
     */
    static String control(ByteCursor in) {
        int size = in.remaining();
        if (size < CONTROL_HEADER) {
            return "NTP_control_msg:c: " + CONTROL_HEADER + " > " + size;
        }
        int end = CONTROL_HEADER + in.peek16(CONTROL_DATA_LENGTH_AT);
        return end > size ? "NTP_control_msg:data: " + end + " > " + size : null;
    }

    /**
     * A private message of the reference implementation behind its first byte.
     *
     * @return what is wrong with it, as Zeek's parser says it; null when nothing is
     */
    static String ofMode7(ByteCursor in) {
        int size = in.remaining();
        if (size < MODE7_HEADER) {
            return "NTP_mode7_msg:err_and_data_len: " + MODE7_HEADER + " > " + size;
        }
        int end = MODE7_HEADER + (in.peek16(MODE7_DATA_LENGTH_AT) & MODE7_DATA_LENGTH);
        if (end > size) {
            return "NTP_mode7_msg:data: " + end + " > " + size;
        }
        boolean hasCode = (in.peek(0) & AUTHENTICATED) != 0;
        return hasCode && end + CODE_LENGTH > size ? "NTP_MAC: " + CODE_LENGTH + " > " + (size - end) : null;
    }
}
