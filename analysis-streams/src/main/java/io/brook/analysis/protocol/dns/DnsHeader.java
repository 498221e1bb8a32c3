package io.brook.analysis.protocol.dns;

import io.brook.analysis.bytes.FieldReader;

/**
 * The beginning of every message (RFC 1035, section 4.1.1; for dynamic updates RFC 2136, section 2.2, with other words).
 *
 * @param questions how many questions there are; of a dynamic update, zones
 * @param answers how many answers there are; of a dynamic update, prerequisites
 * @param authorities how many records of the authority section there are; of a dynamic update, updates
 * @param isNetbios whether the message is of the NetBIOS name service
 */
record DnsHeader(int id, int flags, int questions, int answers, int authorities, int additionals, boolean isNetbios) {
    static final int LENGTH = 12;

    private static final int QUERY = 0;
    private static final int NOTIFY = 4;
    private static final int DYNAMIC_UPDATE = 5;
    private static final int RESPONSE = 0x8000;
    private static final int AUTHORITATIVE = 0x0400;
    private static final int TRUNCATED = 0x0200;
    private static final int RECURSION_DESIRED = 0x0100;
    private static final int RECURSION_AVAILABLE = 0x0080;

    /** @param in at the beginning of a message of at least {@value #LENGTH} bytes */
    static DnsHeader read(FieldReader in, boolean isNetbios) {
        return new DnsHeader(
                in.u16OrZero(),
                in.u16OrZero(),
                in.u16OrZero(),
                in.u16OrZero(),
                in.u16OrZero(),
                in.u16OrZero(),
                isNetbios);
    }

    boolean isResponse() {
        return (flags & RESPONSE) != 0;
    }

    int opcode() {
        return flags >> 11 & 0xf;
    }

    /** Whether messages of its kind are read and logged. */
    boolean isLogged() {
        return opcode() == QUERY || opcode() == DYNAMIC_UPDATE || opcode() == NOTIFY;
    }

    boolean isAuthoritative() {
        return (flags & AUTHORITATIVE) != 0;
    }

    boolean isTruncated() {
        return (flags & TRUNCATED) != 0;
    }

    boolean isRecursionDesired() {
        return (flags & RECURSION_DESIRED) != 0;
    }

    boolean isRecursionAvailable() {
        return (flags & RECURSION_AVAILABLE) != 0;
    }

    /** The three bits that RFC 1035 left free. */
    int reserved() {
        return flags >> 4 & 0x7;
    }

    int responseCode() {
        return flags & 0xf;
    }

    /** Whether there are no records at all. */
    boolean isWithoutRecords() {
        return (answers | authorities | additionals) == 0;
    }

    boolean isDynamicUpdate() {
        return opcode() == DYNAMIC_UPDATE && !isNetbios;
    }
}
