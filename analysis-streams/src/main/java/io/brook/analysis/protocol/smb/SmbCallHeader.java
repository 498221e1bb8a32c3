package io.brook.analysis.protocol.smb;

import io.brook.analysis.bytes.FieldReader;
import java.nio.ByteOrder;

/**
 * What a fragment of a remote call begins with (C706, section 12.6.3.1).
 *
 * @param version of the protocol; others than {@value #VERSION} are not known
 * @param flags whether it is the first fragment of a call, or the last
 * @param length of the fragment, with this header
 * @param proofLength how long the proof of who speaks is; 0 when there is none
 * @param call which call it is of
 */
record SmbCallHeader(int version, int flags, int length, int proofLength, int call) {
    static final int LENGTH = 16;
    static final int VERSION = 5;

    private static final int FLAGS = 3;
    private static final int INTEGER_ORDER = 4;
    private static final int LITTLE_ENDIAN = 0xf0;
    private static final int FRAGMENT_LENGTH = 8;

    /** @param bytes {@value #LENGTH} of them */
    static SmbCallHeader of(byte[] bytes) {
        boolean little = (bytes[INTEGER_ORDER] & LITTLE_ENDIAN) != 0;
        ByteOrder order = little ? ByteOrder.LITTLE_ENDIAN : ByteOrder.BIG_ENDIAN;
        FieldReader in = FieldReader.of("DCE_RPC_Header", bytes, 0, LENGTH, order);
        in.moveTo(FRAGMENT_LENGTH);
        int length = in.u16OrZero();
        int proofLength = in.u16OrZero();
        return new SmbCallHeader(bytes[0], bytes[FLAGS] & 0xff, length, proofLength, (int) in.u32OrZero());
    }
}
