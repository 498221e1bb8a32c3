package io.brook.analysis.protocol.smb;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;

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
     * Looks at the end of the reply.
     *
     * @param after where the fields end, and what is said of security begins
     */
    static void check(FieldReader in, int after) throws MalformedException {
        long security = Smb2Field.NEGOTIATED_TOKEN_LENGTH.of(in);
        in.moveTo("security_blob", after + security);
        if (Smb2Field.NEGOTIATED_DIALECT.of(in) != VERSION_3_1_1) {
            return;
        }
        long count = Smb2Field.NEGOTIATED_CONTEXT_COUNT.of(in);
        Smb2Field.NEGOTIATED_CONTEXTS.follow(in, after + (int) security);
        for (long left = count; left > 0; left--) {
            int begin = in.position();
            int length = length(in);
            // All but the last one are followed by what aligns the next.
            int padded = left > 1 ? (length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT : length;
            in.moveTo("negotiate_context", begin + padded);
        }
    }

    /** How long the next context is, with its header. */
    private static int length(FieldReader in) throws MalformedException {
        int type = in.u16("context_type");
        int length = in.u16("data_length");
        in.skip("reserved", 4);
        int data =
                switch (type) {
                    case INTEGRITY -> 4 + 2 * in.u16("hash_algorithm_count") + in.u16("salt_length");
                    case ENCRYPTION -> 2 + 2 * in.u16("cipher_count");
                    case COMPRESSION -> 8 + 2 * in.u16("compression_algorithm_count");
                    default -> length;
                };
        return HEADER + data;
    }
}
