package io.brook.analysis.protocol.smb;

/**
 * Where the input and output buffers of an IOCTL are in a message of version 2 (MS-SMB2, sections 2.2.31 and 2.2.32).
 *
 * @param input where what goes in is
 * @param inputLength how long it is
 * @param output where what comes out is
 * @param outputLength how long it is
 */
record SmbControl(long input, long inputLength, long output, long outputLength) {
    /** The command to send something through a pipe and read what comes back. */
    private static final long TRANSCEIVE = 0x0011c017;

    /** Zeek takes either buffer to follow the one before it directly; it takes an offset that points further for a mistake. */
    static SmbControl of(SmbFields in, boolean request) {
        long inputOffset = Smb2Field.IOCTL_INPUT.of(in);
        long inputLength = Smb2Field.IOCTL_INPUT_LENGTH.of(in);
        long outputOffset = (request ? Smb2Field.IOCTL_REQUEST_OUTPUT : Smb2Field.IOCTL_REPLY_OUTPUT).of(in);
        long outputLength =
                (request ? Smb2Field.IOCTL_REQUEST_OUTPUT_LENGTH : Smb2Field.IOCTL_REPLY_OUTPUT_LENGTH).of(in);
        long input = request ? Smb2Layout.requestEnd(Smb2Layout.IOCTL) : Smb2Layout.replyEnd(Smb2Layout.IOCTL);
        input += gap(in, inputOffset == 0, inputOffset, input);
        long output = input + inputLength;
        output += gap(in, outputOffset == 0 || outputOffset == inputOffset, outputOffset, output);
        in.has(output, outputLength);
        return new SmbControl(input, inputLength, output, outputLength);
    }

    private static long gap(SmbFields in, boolean none, long offset, long at) {
        long gap = none ? 0 : at - Smb2Layout.HEADER + Smb2Field.HEADER_LENGTH.of(in) - offset;
        if (gap < 0) {
            in.wrong();
        }
        return gap;
    }

    /** Whether the message is about a pipe. */
    static boolean isTransceive(SmbFields in) {
        return Smb2Field.IOCTL_CODE.of(in) == TRANSCEIVE;
    }
}
