package io.brook.analysis.protocol.dns;

/** Classes of records that mean something in dynamic updates (RFC 2136). */
final class DnsRecordClass {
    static final int NONE = 254;
    static final int ANY = 255;

    private DnsRecordClass() {}
}
