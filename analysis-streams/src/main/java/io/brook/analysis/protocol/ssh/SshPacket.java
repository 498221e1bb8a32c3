package io.brook.analysis.protocol.ssh;

import io.brook.analysis.bytes.ByteCursor;

/** The fields that packets consist of (RFC 4251, section 5). */
final class SshPacket {
    private SshPacket() {}

    /**
     * A string, which begins with its length.
     *
     * @return null when there is no whole one
     */
    static String string(ByteCursor in) {
        int length = stringLength(in);
        return length < 0 ? null : in.text(length);
    }

    /** Like {@link #string}, as bytes. */
    static byte[] bytes(ByteCursor in) {
        int length = stringLength(in);
        return length < 0 ? null : in.bytes(length);
    }

    private static int stringLength(ByteCursor in) {
        if (in.remaining() < 4) {
            return -1;
        }
        long length = in.u32();
        return length > in.remaining() ? -1 : (int) length;
    }
}
