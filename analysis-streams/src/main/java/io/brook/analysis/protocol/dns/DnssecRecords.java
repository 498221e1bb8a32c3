package io.brook.analysis.protocol.dns;

import io.brook.analysis.analyzer.SessionContext;

/** The records that sign others (RFC 4034, RFC 5155). */
final class DnssecRecords {
    private static final int RRSIG_NUMBERS = 18;
    private static final int DNSKEY_NUMBERS = 4;
    private static final int DS_NUMBERS = 4;
    private static final int LEAST_NSEC3 = 6;
    private static final int LEAST_NSEC3PARAM = 5;

    private static final int UNKNOWN_FLAGS = 0xfe7e;
    private static final int REVOKED_KEY_SIGNING_KEY = 0x0181;
    private static final int DNSSEC = 3;
    private static final int LAST_DIGEST = 4;

    private final SessionContext context;
    private final MessageBytes in;
    private final NameReader name;

    DnssecRecords(SessionContext context, MessageBytes in, NameReader name) {
        this.context = context;
        this.in = in;
        this.name = name;
    }

    /** What the record is in short; null when the message is too short for it. */
    String parse(ResourceRecord record) {
        int length = record.dataLength();
        return switch (record.type()) {
            case RecordType.RRSIG -> signature(length);
            case RecordType.DNSKEY -> key(length);
            case RecordType.DS -> digest(length);
            case RecordType.NSEC -> next(record, length);
            case RecordType.NSEC3 -> hashedNext(length);
            default -> hashing();
        };
    }

    private String signature(int length) {
        if (in.remaining() < RRSIG_NUMBERS) {
            return null;
        }
        int covered = in.u16();
        int algorithm = in.u8();
        in.skip(RRSIG_NUMBERS - 3);
        int from = in.position();
        name.read(in, true);
        in.skip(length - (in.position() - from) - RRSIG_NUMBERS);
        judge("DNSSEC_RRSIG_", algorithm);
        String signer = name.name();
        return "RRSIG " + covered + ' ' + (signer.isEmpty() ? "<Root>" : signer);
    }

    private String key(int length) {
        if (in.remaining() < DNSKEY_NUMBERS) {
            return null;
        }
        int flags = in.u16();
        int protocol = in.u8();
        int algorithm = in.u8();
        in.skip(length - DNSKEY_NUMBERS);
        if ((flags & UNKNOWN_FLAGS) != 0) {
            context.weird("DNSSEC_DNSKEY_Invalid_Flag", String.valueOf(flags));
        }
        if ((flags & REVOKED_KEY_SIGNING_KEY) == REVOKED_KEY_SIGNING_KEY) {
            context.weird("DNSSEC_DNSKEY_Revoked_KSK", String.valueOf(flags));
        }
        if (protocol != DNSSEC) {
            context.weird("DNSSEC_DNSKEY_Invalid_Protocol", String.valueOf(protocol));
        }
        judge("DNSSEC_DNSKEY_", algorithm);
        return "DNSKEY " + algorithm;
    }

    /** Says what is odd about an algorithm (IANA, "DNS Security Algorithm Numbers"). */
    private void judge(String prefix, int algorithm) {
        String fault =
                switch (algorithm) {
                    case 2, 3, 4, 5, 6, 7, 8, 10, 12, 13, 14, 15, 16 -> null;
                    case 1 -> "NotRecommended_ZoneSignAlgo";
                    case 252 -> "Indirect_ZoneSignAlgo";
                    case 253 -> "PrivateDNS_ZoneSignAlgo";
                    case 254 -> "PrivateOID_ZoneSignAlgo";
                    default -> "unknown_ZoneSignAlgo";
                };
        if (fault != null) {
            context.weird(prefix + fault, String.valueOf(algorithm));
        }
    }

    private String digest(int length) {
        if (in.remaining() < DS_NUMBERS) {
            return null;
        }
        in.skip(2);
        int algorithm = in.u8();
        int digest = in.u8();
        in.skip(length - DS_NUMBERS);
        if (digest == 0) {
            context.weird("DNSSEC_DS_ReservedDigestType", "0");
        } else if (digest > LAST_DIGEST) {
            context.weird("DNSSEC_DS_unknown_DigestType", String.valueOf(digest));
        }
        return "DS " + algorithm + ' ' + digest;
    }

    private String next(ResourceRecord record, int length) {
        int from = in.position();
        name.read(in, true);
        types(length - (in.position() - from), "DNSSEC_NSEC_bitmapLen0");
        return "NSEC " + record.owner() + ' ' + name.name();
    }

    private String hashedNext(int length) {
        if (in.remaining() < LEAST_NSEC3) {
            return null;
        }
        int from = in.position();
        in.skip(4);
        in.skip(in.u8());
        in.skip(in.u8());
        types(length - (in.position() - from), "DNSSEC_NSEC3_bitmapLen0");
        return "NSEC3";
    }

    /** The bit maps of the types that there are. */
    private void types(int length, String empty) {
        int left = length;
        while (left > 0 && in.remaining() > 0) {
            int block = in.u16();
            int bytes = block & 0xff;
            if (bytes == 0) {
                context.weird(empty, String.valueOf(block >> 8));
                return;
            }
            in.skip(bytes);
            left -= 2 + bytes;
        }
    }

    private String hashing() {
        if (in.remaining() < LEAST_NSEC3PARAM) {
            return null;
        }
        in.skip(4);
        in.skip(in.u8());
        return "NSEC3PARAM";
    }
}
