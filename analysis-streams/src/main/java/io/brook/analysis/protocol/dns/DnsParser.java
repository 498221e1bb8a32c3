package io.brook.analysis.protocol.dns;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;
import io.brook.analysis.weird.WeirdSink;
import java.util.List;

/**
 * Reads one message: header, questions, answers. The rest of a message, the authority and additional sections, is not looked
 * into, as in Zeek (dns_skip_all_auth, dns_skip_all_addl).
 */
final class DnsParser {
    /** A message with more questions is taken for another protocol on the same port: Zeek's dns_max_queries. */
    private static final int MAX_QUESTIONS = 25;

    private static final int TYPE_AND_CLASS = 4;

    private final WeirdSink odd;
    private final FieldReader in;
    private final DnsHeader header;
    private final DnsNameReader name;

    /** All three are null for messages without records, as most questions are. */
    private DnsRecordParser records;

    private DnsRecord record;
    private DnsAnswers answers;

    private DnsQuestion question;
    private boolean isRefusal;

    /** The class of the zone that a dynamic update is about. */
    private int zoneClass;

    /** @param in behind the header */
    DnsParser(FieldReader in, DnsHeader header, DnsTransport transport, WeirdSink odd) {
        this.odd = odd;
        this.in = in;
        this.header = header;
        this.name = new DnsNameReader(odd, transport.isNetbiosPort());
        if (header.answers() > 0 || header.isDynamicUpdate()) {
            this.record = new DnsRecord(odd, transport.isNetbiosPort());
            this.answers = new DnsAnswers(header.isResponse());
            this.records = new DnsRecordParser(odd, in, header, name, transport, answers);
        }
    }

    /** Reads the message, as far as it makes sense. */
    DnsMessage parse() {
        try {
            return message(read(), null);
        } catch (MalformedException e) {
            return message(DnsExtent.CUT, e.getMessage());
        }
    }

    private DnsMessage message(DnsExtent extent, String violation) {
        return answers == null
                ? new DnsMessage(header, question, isRefusal, null, List.of(), extent, violation)
                : new DnsMessage(header, question, isRefusal, answers.owner, answers.logged, extent, violation);
    }

    private DnsExtent read() throws MalformedException {
        if (header.questions() > MAX_QUESTIONS) {
            odd.weird(DnsWeird.TOO_MANY_QUESTIONS);
            throw new MalformedException("DNS_Conn_count_too_large");
        }
        if (header.isDynamicUpdate()) {
            return update();
        }
        return questions() && records(header.answers(), DnsSection.ANSWERS) ? DnsExtent.WHOLE : DnsExtent.CUT;
    }

    private boolean questions() {
        for (int i = header.questions(); i > 0; i--) {
            if (!question()) {
                return false;
            }
        }
        return true;
    }

    private boolean question() {
        name.read(in, true);
        if (in.remaining() < TYPE_AND_CLASS) {
            odd.weird(DnsWeird.TRUNCATED_QUESTION);
            return false;
        }
        int type = in.u16OrZero();
        int recordClass = in.u16OrZero();
        if (!header.isResponse()) {
            question = new DnsQuestion(name.name(), type, recordClass);
        } else {
            isRefusal = header.isWithoutRecords();
        }
        return true;
    }

    private boolean records(int count, DnsSection section) throws MalformedException {
        for (int i = count; i > 0; i--) {
            if (!record.readType(in, section) || !record.readLength(in) || !data(section)) {
                return false;
            }
        }
        return true;
    }

    private boolean data(DnsSection section) throws MalformedException {
        return switch (section) {
            case ANSWERS -> answer();
            case PREREQUISITES -> prerequisite();
            case UPDATES -> change();
        };
    }

    private boolean answer() throws MalformedException {
        if (record.dataLength == 0 && in.remaining() > 0) {
            odd.weird(DnsWeird.EMPTY_DATA);
            return false;
        }
        return records.parse(record);
    }

    /** A dynamic update (RFC 2136): a zone, prerequisites, and updates. */
    private DnsExtent update() throws MalformedException {
        if (header.questions() != 1) {
            odd.weird(DnsWeird.UPDATE_ZONE_COUNT, String.valueOf(header.questions()));
            return DnsExtent.CUT;
        }
        if (!record.readType(in, DnsSection.ANSWERS)) {
            return DnsExtent.CUT;
        }
        if (record.type != DnsRecordType.SOA) {
            odd.weird(DnsWeird.UPDATE_ZONE_TYPE);
            return DnsExtent.UNENDED;
        }
        zoneClass = record.recordClass;
        boolean isWhole = records(header.answers(), DnsSection.PREREQUISITES)
                && records(header.authorities(), DnsSection.UPDATES);
        return isWhole ? DnsExtent.WHOLE : DnsExtent.CUT;
    }

    /** The prerequisites (RFC 2136, section 2.4). Their values are neither read nor skipped: Zeek goes on in the middle of them. */
    private boolean prerequisite() {
        if (record.lifetime != 0) {
            odd.weird(DnsWeird.PREREQUISITE_LIFETIME, String.valueOf((int) record.lifetime));
            return true;
        }
        boolean ofAnyClass = record.recordClass == DnsRecordClass.ANY || record.recordClass == DnsRecordClass.NONE;
        if (ofAnyClass && record.dataLength == 0 || record.recordClass == zoneClass) {
            answers.add(record, "pre: " + condition());
        } else {
            odd.weird(DnsWeird.INVALID_PREREQUISITE);
        }
        return true;
    }

    private String condition() {
        boolean none = record.recordClass == DnsRecordClass.NONE;
        if (record.type == DnsRecordType.ANY && none) {
            return "NameNotInUse " + record.owner();
        }
        if (record.type == DnsRecordType.ANY && record.recordClass == DnsRecordClass.ANY) {
            return "NameInUse " + record.owner();
        }
        return (none ? "NoRRSet " : "RRSetExists ") + DnsNames.type(record.type) + ' ' + record.owner();
    }

    /** The updates (RFC 2136, section 2.5). */
    private boolean change() throws MalformedException {
        boolean timeless = record.lifetime == 0;
        if (record.recordClass == DnsRecordClass.ANY && timeless && record.dataLength == 0) {
            boolean all = record.type == DnsRecordType.ANY;
            String what = all ? "* " + record.owner() : DnsNames.type(record.type);
            answers.add(record, "del: RRSet " + what);
            return true;
        }
        if (!(record.recordClass == DnsRecordClass.NONE && timeless) && record.recordClass != zoneClass) {
            odd.weird(DnsWeird.INVALID_UPDATE);
            return true;
        }
        return record.dataLength == 0 && in.remaining() > 0 || records.parse(record);
    }
}
