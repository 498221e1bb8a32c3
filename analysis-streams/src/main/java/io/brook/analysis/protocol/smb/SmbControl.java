package io.brook.analysis.protocol.smb;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;

/**
 * The buffers of an IOCTL in a message of version 2 (MS-SMB2, sections 2.2.31 and 2.2.32).
 *
 * @param input what goes in
 * @param output what comes out
 */
record SmbControl(FieldReader input, FieldReader output) {
    /** The command to send something through a pipe and read what comes back. */
    private static final long TRANSCEIVE = 0x0011c017;

    /** Zeek takes either buffer to follow the one before it directly; it takes an offset that points further for a mistake. */
    static SmbControl of(FieldReader in, boolean request) throws MalformedException {
        long inputOffset = Smb2Field.IOCTL_INPUT.of(in);
        long inputLength = Smb2Field.IOCTL_INPUT_LENGTH.of(in);
        long outputOffset = (request ? Smb2Field.IOCTL_REQUEST_OUTPUT : Smb2Field.IOCTL_REPLY_OUTPUT).of(in);
        long outputLength =
                (request ? Smb2Field.IOCTL_REQUEST_OUTPUT_LENGTH : Smb2Field.IOCTL_REPLY_OUTPUT_LENGTH).of(in);
        long headerLength = Smb2Field.HEADER_LENGTH.of(in);
        in.moveTo(request ? Smb2Layout.requestEnd(Smb2Layout.IOCTL) : Smb2Layout.replyEnd(Smb2Layout.IOCTL));
        skipGap(in, inputOffset == 0, inputOffset, headerLength);
        FieldReader input = in.part("input", inputLength);
        skipGap(in, outputOffset == 0 || outputOffset == inputOffset, outputOffset, headerLength);
        return new SmbControl(input, in.part("output", outputLength));
    }

    private static void skipGap(FieldReader in, boolean none, long offset, long headerLength)
            throws MalformedException {
        in.skip("gap", none ? 0 : in.position() - Smb2Layout.HEADER + headerLength - offset);
    }

    /** Whether the message is about a pipe. */
    static boolean isTransceive(FieldReader in) throws MalformedException {
        return Smb2Field.IOCTL_CODE.of(in) == TRANSCEIVE;
    }
}
