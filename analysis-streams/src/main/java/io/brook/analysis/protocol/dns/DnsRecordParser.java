package io.brook.analysis.protocol.dns;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;
import io.brook.analysis.weird.WeirdSink;
import io.brook.schemas.flow.IpAddress;

/**
 * Reads the data of one record and summarises it. Where it stops matters as much as what it reads: where Zeek reads more or less
 * than the record's length, the next record begins there, too.
 */
final class DnsRecordParser {
    private static final int ADDRESS_LENGTH = 4;
    private static final int SOA_NUMBERS = 20;
    private static final int LEAST_LOC = 15;
    private static final int LEAST_BIND_SIGNING = 5;

    private final WeirdSink odd;
    private final FieldReader in;
    private final DnsHeader header;
    private final DnsNameReader name;
    private final DnsTransport transport;
    private final DnsAnswers answers;
    private DnsRecord record;

    DnsRecordParser(
            WeirdSink odd,
            FieldReader in,
            DnsHeader header,
            DnsNameReader name,
            DnsTransport transport,
            DnsAnswers answers) {
        this.odd = odd;
        this.in = in;
        this.header = header;
        this.name = name;
        this.transport = transport;
        this.answers = answers;
    }

    /** @return whether what follows can be read */
    boolean parse(DnsRecord each) throws MalformedException {
        record = each;
        return switch (each.type) {
            case DnsRecordType.A -> address();
            case DnsRecordType.AAAA, DnsRecordType.A6 -> longAddress();
            case DnsRecordType.NS, DnsRecordType.CNAME, DnsRecordType.PTR -> name(0);
            case DnsRecordType.MX -> name(1);
            case DnsRecordType.SRV -> transport.isNetbiosPort() || name(3);
            case DnsRecordType.SOA -> authority();
            case DnsRecordType.TXT -> texts("TXT ");
            case DnsRecordType.SPF -> texts("SPF ");
            case DnsRecordType.NAPTR -> rewriteRule();
            // Zeek does not move over the services.
            case DnsRecordType.WKS -> answer("");
            case DnsRecordType.SSHFP -> fingerprint();
            case DnsRecordType.LOC -> location();
            case DnsRecordType.BIND_SIGNING -> signing();
            case DnsRecordType.NETBIOS, DnsRecordType.HINFO, DnsRecordType.CAA, DnsRecordType.TKEY -> skip();
            case DnsRecordType.TSIG -> signature();
            case DnsRecordType.OPT -> DnsEdnsParser.parse(odd, in, transport.isDatagrams());
            case DnsRecordType.SVCB, DnsRecordType.HTTPS ->
                DnsServiceBindingParser.parse(odd, in, name, each.dataLength);
            case DnsRecordType.RRSIG, DnsRecordType.DNSKEY, DnsRecordType.DS -> dnssec();
            case DnsRecordType.NSEC, DnsRecordType.NSEC3, DnsRecordType.NSEC3PARAM -> dnssec();
            default -> unknown();
        };
    }

    private boolean answer(String text) {
        answers.add(record, text);
        return true;
    }

    private boolean skip() {
        in.skipUpTo(record.dataLength);
        return true;
    }

    private boolean unknown() {
        answer("<unknown type=" + record.type + '>');
        odd.weird(DnsWeird.UNKNOWN_TYPE, String.valueOf(record.type));
        return skip();
    }

    private boolean address() {
        if (record.dataLength != ADDRESS_LENGTH) {
            odd.weird(DnsWeird.BAD_LENGTH);
            return false;
        }
        return address("A ", IpAddress.format(0, 0xffff_0000_0000L | in.u32OrZero()));
    }

    private boolean longAddress() {
        long high = in.u32OrZero() << 32 | in.u32OrZero();
        long low = in.u32OrZero() << 32 | in.u32OrZero();
        return address(record.type == DnsRecordType.A6 ? "A6 " : "AAAA ", IpAddress.format(high, low));
    }

    private boolean address(String type, String address) {
        return answer(header.isDynamicUpdate() ? type + record.owner() + ' ' + address : address);
    }

    /** @param numbers how many numbers of two bytes come before the name */
    private boolean name(int numbers) {
        int from = in.position();
        for (int i = 0; i < numbers; i++) {
            in.u16OrZero();
        }
        name.read(in, true);
        expectLength(in.position() - from);
        return answer(name.name());
    }

    private void expectLength(int length) {
        if (length != record.dataLength) {
            odd.weird(DnsWeird.LENGTH_MISMATCH);
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
        in.skipUpTo(SOA_NUMBERS);
        expectLength(in.position() - from);
        return answer(server);
    }

    private boolean texts(String type) {
        DnsCharacterStrings strings = new DnsCharacterStrings(odd, in, record.dataLength);
        StringBuilder texts = new StringBuilder();
        for (String each = strings.next(); each != null; each = strings.next()) {
            if (texts.length() < DnsTransaction.MAX_ANSWER_LENGTH) {
                texts.append(texts.length() == 0 ? "" : " ").append(type);
                texts.append(each.length()).append(' ').append(each);
            }
        }
        answer(texts.toString());
        return strings.remaining == 0;
    }

    private boolean rewriteRule() throws MalformedException {
        int order = in.u16OrZero();
        int preference = in.u16OrZero();
        int length = record.dataLength - 4;
        if (in.remaining() == 0 || length <= 0) {
            throw new MalformedException("DNS_NAPTR_too_short");
        }
        DnsCharacterStrings strings = new DnsCharacterStrings(odd, in, length);
        String flags = strings.next();
        String service = strings.next();
        String expression = strings.next();
        name.read(in, false);
        if (flags == null || service == null || expression == null) {
            throw new MalformedException("DNS_NAPTR_RR_too_short");
        }
        String replacement = name.name();
        String both = expression + (expression.isEmpty() || replacement.isEmpty() ? "" : " ") + replacement;
        return answer("NAPTR " + order + ' ' + preference + ' ' + flags + ' ' + service + ' ' + both);
    }

    private boolean fingerprint() {
        if (in.remaining() < 2) {
            return false;
        }
        in.skipUpTo(2);
        int length = Math.max(0, Math.min(record.dataLength - 2, in.remaining()));
        StringBuilder hex = new StringBuilder("SSHFP: ");
        for (int i = 0; i < length; i++) {
            int each = in.u8OrZero();
            hex.append(Character.forDigit(each >> 4, 16)).append(Character.forDigit(each & 0xf, 16));
        }
        return answer(hex.toString());
    }

    private boolean location() {
        if (in.remaining() < LEAST_LOC) {
            return false;
        }
        int version = in.u8OrZero();
        int size = in.u8OrZero();
        int horizontal = in.u8OrZero();
        int vertical = in.u8OrZero();
        in.u32OrZero();
        in.u32OrZero();
        in.u32OrZero();
        if (version != 0) {
            odd.weird(DnsWeird.LOC_VERSION, String.valueOf(version));
        }
        return answer("LOC:  " + size + ' ' + horizontal + ' ' + vertical);
    }

    private boolean signing() {
        if (in.remaining() < LEAST_BIND_SIGNING) {
            return false;
        }
        in.skipUpTo(LEAST_BIND_SIGNING);
        return answer("BIND9 signing signal");
    }

    /** RFC 8945: algorithm, time, MAC, original number, error, other data; nothing of it is logged. */
    private boolean signature() {
        name.read(in, true);
        in.u32OrZero();
        in.u16OrZero();
        in.u16OrZero();
        in.skipUpTo(in.u16OrZero());
        in.u16OrZero();
        in.u16OrZero();
        in.skipUpTo(in.u16OrZero());
        return true;
    }

    private boolean dnssec() {
        String text = new DnssecParser(odd, in, name).parse(record);
        return text != null && answer(text);
    }
}
