package io.brook.analysis.protocol.dns;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.weird.WeirdSink;

/** The records of DNSSEC (RFC 4034, RFC 5155). */
final class DnssecParser {
    private static final int RRSIG_NUMBERS = 18;
    private static final int DNSKEY_NUMBERS = 4;
    private static final int DS_NUMBERS = 4;
    private static final int LEAST_NSEC3 = 6;
    private static final int LEAST_NSEC3PARAM = 5;

    private static final int UNKNOWN_FLAGS = 0xfe7e;
    private static final int REVOKED_KEY_SIGNING_KEY = 0x0181;
    private static final int DNSSEC = 3;
    private static final int LAST_DIGEST = 4;

    private final WeirdSink odd;
    private final FieldReader in;
    private final DnsNameReader name;

    DnssecParser(WeirdSink odd, FieldReader in, DnsNameReader name) {
        this.odd = odd;
        this.in = in;
        this.name = name;
    }

    /** A summary of the record; null when the message is too short for it. */
    String parse(DnsRecord record) {
        int length = record.dataLength;
        return switch (record.type) {
            case DnsRecordType.RRSIG -> signature(length);
            case DnsRecordType.DNSKEY -> key(length);
            case DnsRecordType.DS -> digest(length);
            case DnsRecordType.NSEC -> next(record, length);
            case DnsRecordType.NSEC3 -> hashedNext(length);
            default -> hashing();
        };
    }

    private String signature(int length) {
        if (in.remaining() < RRSIG_NUMBERS) {
            return null;
        }
        int covered = in.u16OrZero();
        int algorithm = in.u8OrZero();
        in.skipUpTo(RRSIG_NUMBERS - 3);
        int from = in.position();
        name.read(in, true);
        in.skipUpTo(length - (in.position() - from) - RRSIG_NUMBERS);
        judge(faultOfSignature(algorithm), algorithm);
        String signer = name.name();
        return "RRSIG " + covered + ' ' + (signer.isEmpty() ? "<Root>" : signer);
    }

    private String key(int length) {
        if (in.remaining() < DNSKEY_NUMBERS) {
            return null;
        }
        int flags = in.u16OrZero();
        int protocol = in.u8OrZero();
        int algorithm = in.u8OrZero();
        in.skipUpTo(length - DNSKEY_NUMBERS);
        if ((flags & UNKNOWN_FLAGS) != 0) {
            odd.weird(DnsWeird.KEY_FLAG, String.valueOf(flags));
        }
        if ((flags & REVOKED_KEY_SIGNING_KEY) == REVOKED_KEY_SIGNING_KEY) {
            odd.weird(DnsWeird.KEY_REVOKED, String.valueOf(flags));
        }
        if (protocol != DNSSEC) {
            odd.weird(DnsWeird.KEY_PROTOCOL, String.valueOf(protocol));
        }
        judge(faultOfKey(algorithm), algorithm);
        return "DNSKEY " + algorithm;
    }

    /** What is odd about an algorithm of a signature (IANA, "DNS Security Algorithm Numbers"); null for nothing. */
    private static DnsWeird faultOfSignature(int algorithm) {
        return switch (algorithm) {
            case 2, 3, 4, 5, 6, 7, 8, 10, 12, 13, 14, 15, 16 -> null;
            case 1 -> DnsWeird.SIGNATURE_ALGORITHM_DEPRECATED;
            case 252 -> DnsWeird.SIGNATURE_ALGORITHM_INDIRECT;
            case 253 -> DnsWeird.SIGNATURE_ALGORITHM_OF_NAME;
            case 254 -> DnsWeird.SIGNATURE_ALGORITHM_OF_OID;
            default -> DnsWeird.SIGNATURE_ALGORITHM_UNKNOWN;
        };
    }

    /** The same for the algorithm of a key. */
    private static DnsWeird faultOfKey(int algorithm) {
        DnsWeird fault = faultOfSignature(algorithm);
        return fault == null
                ? null
                : switch (fault) {
                    case SIGNATURE_ALGORITHM_DEPRECATED -> DnsWeird.KEY_ALGORITHM_DEPRECATED;
                    case SIGNATURE_ALGORITHM_INDIRECT -> DnsWeird.KEY_ALGORITHM_INDIRECT;
                    case SIGNATURE_ALGORITHM_OF_NAME -> DnsWeird.KEY_ALGORITHM_OF_NAME;
                    case SIGNATURE_ALGORITHM_OF_OID -> DnsWeird.KEY_ALGORITHM_OF_OID;
                    default -> DnsWeird.KEY_ALGORITHM_UNKNOWN;
                };
    }

    private void judge(DnsWeird fault, int algorithm) {
        if (fault != null) {
            odd.weird(fault, String.valueOf(algorithm));
        }
    }

    private String digest(int length) {
        if (in.remaining() < DS_NUMBERS) {
            return null;
        }
        in.skipUpTo(2);
        int algorithm = in.u8OrZero();
        int digest = in.u8OrZero();
        in.skipUpTo(length - DS_NUMBERS);
        if (digest == 0) {
            odd.weird(DnsWeird.DIGEST_RESERVED, "0");
        } else if (digest > LAST_DIGEST) {
            odd.weird(DnsWeird.DIGEST_UNKNOWN, String.valueOf(digest));
        }
        return "DS " + algorithm + ' ' + digest;
    }

    private String next(DnsRecord record, int length) {
        int from = in.position();
        name.read(in, true);
        types(length - (in.position() - from), DnsWeird.NSEC_EMPTY_BITMAP);
        return "NSEC " + record.owner() + ' ' + name.name();
    }

    private String hashedNext(int length) {
        if (in.remaining() < LEAST_NSEC3) {
            return null;
        }
        int from = in.position();
        in.skipUpTo(4);
        in.skipUpTo(in.u8OrZero());
        in.skipUpTo(in.u8OrZero());
        types(length - (in.position() - from), DnsWeird.NSEC3_EMPTY_BITMAP);
        return "NSEC3";
    }

    /** The bit maps of the types that exist. */
    private void types(int length, DnsWeird empty) {
        int left = length;
        while (left > 0 && in.remaining() > 0) {
            int block = in.u16OrZero();
            int bytes = block & 0xff;
            if (bytes == 0) {
                odd.weird(empty, String.valueOf(block >> 8));
                return;
            }
            in.skipUpTo(bytes);
            left -= 2 + bytes;
        }
    }

    private String hashing() {
        if (in.remaining() < LEAST_NSEC3PARAM) {
            return null;
        }
        in.skipUpTo(4);
        in.skipUpTo(in.u8OrZero());
        return "NSEC3PARAM";
    }
}
