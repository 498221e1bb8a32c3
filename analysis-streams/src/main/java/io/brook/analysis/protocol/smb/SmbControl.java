package io.brook.analysis.protocol.smb;

/**
 * Where in a message of version 2 lies what a command to a device brings and yields (MS-SMB2, sections 2.2.31 and 2.2.32).
 *
 * @param input where what goes in is
 * @param inputLength how long it is
 * @param output where what comes out is
 * @param outputLength how long it is
 */
record SmbControl(long input, long inputLength, long output, long outputLength) {
    private static final int REQUEST = 56;
    private static final int REPLY = 48;

    /** The command to send something through a pipe and read what comes back. */
    private static final long TRANSCEIVE = 0x0011c017;

    /** Zeek takes one for what lies right behind the other; an offset that points on is wrong to it. */
    static SmbControl of(SmbFields in, boolean request) {
        int base = Smb2Forms.HEADER;
        long inputOffset = in.u32(base + 24);
        long outputOffset = in.u32(base + (request ? 36 : 32));
        long input = (long) base + (request ? REQUEST : REPLY);
        input += gap(in, inputOffset == 0, inputOffset, input);
        long output = input + in.u32(base + 28);
        output += gap(in, outputOffset == 0 || outputOffset == inputOffset, outputOffset, output);
        SmbControl control = new SmbControl(input, in.u32(base + 28), output, in.u32(base + (request ? 40 : 36)));
        in.has(control.output, control.outputLength);
        return control;
    }

    private static long gap(SmbFields in, boolean none, long offset, long at) {
        long gap = none ? 0 : at - Smb2Forms.HEADER + in.u16(4) - offset;
        if (gap < 0) {
            in.wrong();
        }
        return gap;
    }

    /** Whether the message is about a pipe. */
    static boolean isTransceive(SmbFields in) {
        return in.u32(Smb2Forms.HEADER + 4) == TRANSCEIVE;
    }
}
