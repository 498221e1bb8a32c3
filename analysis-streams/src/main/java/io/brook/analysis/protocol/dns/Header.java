package io.brook.analysis.protocol.dns;

/** The beginning of every message (RFC 1035, section 4.1.1; for dynamic updates RFC 2136, section 2.2, with other words). */
final class Header {
    static final int LENGTH = 12;

    private static final int RESPONSE = 0x8000;
    private static final int AUTHORITATIVE = 0x0400;
    private static final int TRUNCATED = 0x0200;
    private static final int RECURSION_DESIRED = 0x0100;
    private static final int RECURSION_AVAILABLE = 0x0080;

    private final int id;
    private final int flags;
    private final int questions;
    private final int answers;
    private final int authorities;
    private final int additionals;
    private final boolean netbios;

    /** @param in at the beginning of a message of at least {@value #LENGTH} bytes */
    Header(MessageBytes in, boolean netbios) {
        this.netbios = netbios;
        id = in.u16();
        flags = in.u16();
        questions = in.u16();
        answers = in.u16();
        authorities = in.u16();
        additionals = in.u16();
    }

    int id() {
        return id;
    }

    boolean isResponse() {
        return (flags & RESPONSE) != 0;
    }

    int opcode() {
        return flags >> 11 & 0xf;
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

    /** How many questions there are; of a dynamic update, zones. */
    int questions() {
        return questions;
    }

    /** How many answers there are; of a dynamic update, prerequisites. */
    int answers() {
        return answers;
    }

    /** How many records of the authority section there are; of a dynamic update, updates. */
    int authorities() {
        return authorities;
    }

    /** Whether there are no records at all. */
    boolean isWithoutRecords() {
        return (answers | authorities | additionals) == 0;
    }

    /** Whether the message is of the NetBIOS name service. */
    boolean isNetbios() {
        return netbios;
    }

    boolean isDynamicUpdate() {
        return opcode() == Opcode.DYNAMIC_UPDATE && !netbios;
    }
}
