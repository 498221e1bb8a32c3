package io.brook.analysis.protocol.dns;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.schemas.flow.IpAddress;

/**
 * Reads the data of one record and says what it is in short. How far it moves matters as much as what it reads: where Zeek reads
 * more or less than the record's length, the next record begins there.
 */
final class RecordParser {
    private static final int ADDRESS_LENGTH = 4;
    private static final int SOA_NUMBERS = 20;
    private static final int LEAST_LOC = 15;
    private static final int LEAST_BIND_SIGNING = 5;

    private final SessionContext context;
    private final Transactions transactions;
    private final MessageBytes in;
    private final Header header;
    private final NameReader name;
    private ResourceRecord record;

    RecordParser(SessionContext context, Transactions transactions, MessageBytes in, Header header, NameReader name) {
        this.context = context;
        this.transactions = transactions;
        this.in = in;
        this.header = header;
        this.name = name;
    }

    /** @return whether it makes sense to go on behind it */
    boolean parse(ResourceRecord each) {
        record = each;
        return switch (each.type()) {
            case RecordType.A -> address();
            case RecordType.AAAA, RecordType.A6 -> longAddress();
            case RecordType.NS, RecordType.CNAME, RecordType.PTR -> name(0);
            case RecordType.MX -> name(1);
            case RecordType.SRV -> context.responderPort() == NetbiosName.PORT || name(3);
            case RecordType.SOA -> authority();
            case RecordType.TXT -> texts("TXT ");
            case RecordType.SPF -> texts("SPF ");
            case RecordType.NAPTR -> rewriteRule();
            // Zeek does not move over the services.
            case RecordType.WKS -> answer("");
            case RecordType.SSHFP -> fingerprint();
            case RecordType.LOC -> location();
            case RecordType.BIND_SIGNING -> signing();
            case RecordType.NETBIOS, RecordType.HINFO, RecordType.CAA, RecordType.TKEY -> skip();
            case RecordType.TSIG -> signature();
            case RecordType.OPT -> EdnsOptions.parse(context, in);
            case RecordType.SVCB, RecordType.HTTPS -> ServiceBinding.parse(context, in, name, each.dataLength());
            case RecordType.RRSIG, RecordType.DNSKEY, RecordType.DS -> dnssec();
            case RecordType.NSEC, RecordType.NSEC3, RecordType.NSEC3PARAM -> dnssec();
            default -> unknown();
        };
    }

    private boolean answer(String text) {
        transactions.answer(header, record, text);
        return true;
    }

    private boolean skip() {
        in.skip(record.dataLength());
        return true;
    }

    private boolean unknown() {
        answer("<unknown type=" + record.type() + '>');
        context.weird("DNS_RR_unknown_type", String.valueOf(record.type()));
        return skip();
    }

    private boolean address() {
        if (record.dataLength() != ADDRESS_LENGTH) {
            context.weird("DNS_RR_bad_length", null);
            return false;
        }
        return address("A ", IpAddress.format(0, 0xffff_0000_0000L | in.u32()));
    }

    private boolean longAddress() {
        long high = in.u32() << 32 | in.u32();
        long low = in.u32() << 32 | in.u32();
        return address(record.type() == RecordType.A6 ? "A6 " : "AAAA ", IpAddress.format(high, low));
    }

    private boolean address(String type, String address) {
        return answer(header.isDynamicUpdate() ? type + record.owner() + ' ' + address : address);
    }

    /** @param numbers how many numbers of two bytes come before the name */
    private boolean name(int numbers) {
        int from = in.position();
        for (int i = 0; i < numbers; i++) {
            in.u16();
        }
        name.read(in, true);
        expectLength(in.position() - from);
        return answer(name.name());
    }

    private void expectLength(int length) {
        if (length != record.dataLength()) {
            context.weird("DNS_RR_length_mismatch", null);
        }
    }

    private boolean authority() {
        int from = in.position();
        name.read(in, true);
        String server = name.name();
        name.read(in, true);
        if (in.remaining() < SOA_NUMBERS) {
            return false;
        }
        in.skip(SOA_NUMBERS);
        expectLength(in.position() - from);
        return answer(server);
    }

    private boolean texts(String type) {
        CharacterStrings strings = new CharacterStrings(context, in, record.dataLength());
        StringBuilder texts = new StringBuilder();
        for (String each = strings.next(); each != null; each = strings.next()) {
            if (texts.length() < Transaction.MAX_ANSWER_LENGTH) {
                texts.append(texts.length() == 0 ? "" : " ").append(type);
                texts.append(each.length()).append(' ').append(each);
            }
        }
        answer(texts.toString());
        return strings.remaining() == 0;
    }

    private boolean rewriteRule() {
        int order = in.u16();
        int preference = in.u16();
        int length = record.dataLength() - 4;
        if (in.remaining() == 0 || length <= 0) {
            context.violation("DNS_NAPTR_too_short");
            return false;
        }
        CharacterStrings strings = new CharacterStrings(context, in, length);
        String flags = strings.next();
        String service = strings.next();
        String expression = strings.next();
        name.read(in, false);
        if (flags == null || service == null || expression == null) {
            context.violation("DNS_NAPTR_RR_too_short");
            return false;
        }
        String replacement = name.name();
        String both = expression + (expression.isEmpty() || replacement.isEmpty() ? "" : " ") + replacement;
        return answer("NAPTR " + order + ' ' + preference + ' ' + flags + ' ' + service + ' ' + both);
    }

    private boolean fingerprint() {
        if (in.remaining() < 2) {
            return false;
        }
        in.skip(2);
        int length = Math.max(0, Math.min(record.dataLength() - 2, in.remaining()));
        StringBuilder hex = new StringBuilder("SSHFP: ");
        for (int i = 0; i < length; i++) {
            int each = in.u8();
            hex.append(Character.forDigit(each >> 4, 16)).append(Character.forDigit(each & 0xf, 16));
        }
        return answer(hex.toString());
    }

    private boolean location() {
        if (in.remaining() < LEAST_LOC) {
            return false;
        }
        int version = in.u8();
        int size = in.u8();
        int horizontal = in.u8();
        int vertical = in.u8();
        in.u32();
        in.u32();
        in.u32();
        if (version != 0) {
            context.weird("DNS_LOC_version_unrecognized", String.valueOf(version));
        }
        return answer("LOC:  " + size + ' ' + horizontal + ' ' + vertical);
    }

    private boolean signing() {
        if (in.remaining() < LEAST_BIND_SIGNING) {
            return false;
        }
        in.skip(LEAST_BIND_SIGNING);
        return answer("BIND9 signing signal");
    }

    /** RFC 8945: algorithm, time, MAC, original number, error, other data; nothing of it is logged. */
    private boolean signature() {
        name.read(in, true);
        in.u32();
        in.u16();
        in.u16();
        in.skip(in.u16());
        in.u16();
        in.u16();
        in.skip(in.u16());
        return true;
    }

    private boolean dnssec() {
        String text = new DnssecRecords(context, in, name).parse(record);
        return text != null && answer(text);
    }
}
