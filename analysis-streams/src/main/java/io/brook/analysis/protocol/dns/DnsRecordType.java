package io.brook.analysis.protocol.dns;

/** Types of records, by their numbers (IANA, "Domain Name System (DNS) Parameters"). */
final class DnsRecordType {
    static final int A = 1;
    static final int NS = 2;
    static final int CNAME = 5;
    static final int SOA = 6;
    static final int WKS = 11;
    static final int PTR = 12;
    static final int HINFO = 13;
    static final int MX = 15;
    static final int TXT = 16;
    static final int AAAA = 28;
    static final int LOC = 29;

    /** In NetBIOS; elsewhere it is NIMLOC. */
    static final int NETBIOS = 32;

    static final int SRV = 33;
    static final int NAPTR = 35;
    static final int A6 = 38;
    static final int OPT = 41;
    static final int DS = 43;
    static final int SSHFP = 44;
    static final int RRSIG = 46;
    static final int NSEC = 47;
    static final int DNSKEY = 48;
    static final int NSEC3 = 50;
    static final int NSEC3PARAM = 51;
    static final int SVCB = 64;
    static final int HTTPS = 65;
    static final int SPF = 99;
    static final int TKEY = 249;
    static final int TSIG = 250;
    static final int ANY = 255;
    static final int CAA = 257;

    /** How BIND 9 says how far it is with signing a zone. */
    static final int BIND_SIGNING = 65534;

    private DnsRecordType() {}
}
