package io.brook.analysis.protocol.dns;

/** The response code: four bits of the header. */
final class DnsResponseCode {
    private static final String[] NAMES =
            ("NOERROR,FORMERR,SERVFAIL,NXDOMAIN,NOTIMP,REFUSED,YXDOMAIN,YXRRSET,NXRRSet,NOTAUTH,"
                            + "NOTZONE,unassigned-11,unassigned-12,unassigned-13,unassigned-14,unassigned-15")
                    .split(",");

    private DnsResponseCode() {}

    /** The name in dns.log of a code below 16. */
    static String name(int code) {
        return NAMES[code];
    }
}
