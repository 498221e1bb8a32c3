package io.brook.analysis.protocol.dns;

/** Classes of questions and records. */
final class DnsRecordClass {
    static final int NONE = 254;
    static final int ANY = 255;

    private static final int INTERNET = 1;
    private static final int CSNET = 2;
    private static final int CHAOS = 3;
    private static final int HESIOD = 4;

    private DnsRecordClass() {}

    /** The name in dns.log. */
    static String name(int recordClass) {
        return switch (recordClass) {
            case INTERNET -> "C_INTERNET";
            case CSNET -> "C_CSNET";
            case CHAOS -> "C_CHAOS";
            case HESIOD -> "C_HESIOD";
            case NONE -> "C_NONE";
            case ANY -> "C_ANY";
            default -> "qclass-" + recordClass;
        };
    }
}
