package io.brook.analysis.protocol.smb;

/** What a server of version 3.1.1 adds when it chooses the version (MS-SMB2, section 2.2.4). */
final class Smb3Contexts {
    private static final int VERSION_3_1_1 = 0x0311;

    /** A context's type, the length of its data, and four bytes that are reserved. */
    private static final int HEADER = 8;

    private static final int ALIGNMENT = 8;
    private static final int INTEGRITY = 1;
    private static final int ENCRYPTION = 2;
    private static final int COMPRESSION = 3;

    private Smb3Contexts() {}

    /**
     * Looks at the end of the reply; what is missing of it is noted in the fields.
     *
     * @param after where the fields end, and what is said of security begins
     */
    static void check(SmbFields in, int after) {
        int security = (int) Smb2Field.NEGOTIATED_TOKEN_LENGTH.of(in);
        in.has(after, security);
        if (Smb2Field.NEGOTIATED_DIALECT.of(in) != VERSION_3_1_1) {
            return;
        }
        long count = Smb2Field.NEGOTIATED_CONTEXT_COUNT.of(in);
        int at = Smb2Field.NEGOTIATED_CONTEXTS.placeOf(in, after + security);
        in.has(at, 0);
        for (int i = 0; i < count && in.has(at, HEADER) && !in.isExceeded(); i++) {
            long length = HEADER + length(in, at);
            // All but the last one are followed by what aligns the next.
            long padded = i + 1 < count ? (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT : length;
            in.has(at, padded);
            at += (int) padded;
        }
    }

    private static long length(SmbFields in, int at) {
        int data = at + HEADER;
        return switch (in.u16(at)) {
            case INTEGRITY -> 4 + 2L * in.u16(data) + in.u16(data + 2);
            case ENCRYPTION -> 2 + 2L * in.u16(data);
            case COMPRESSION -> 8 + 2L * in.u16(data);
            default -> in.u16(at + 2);
        };
    }
}
