package io.brook.analysis.protocol.dns;

import io.brook.analysis.analyzer.SessionContext;

/**
 * Reads one message: header, questions, answers. The rest of a message, the authority and additional sections, is not looked
 * into, as in Zeek (dns_skip_all_auth, dns_skip_all_addl).
 */
final class MessageParser {
    /** A message with more questions is none of DNS, which is not all that runs on its port: Zeek's dns_max_queries. */
    private static final int MAX_QUESTIONS = 25;

    private static final int TYPE_AND_CLASS = 4;

    private final SessionContext context;
    private final Transactions transactions;
    private final MessageBytes in;
    private final Header header;
    private final NameReader name;

    /** Both null in messages without records, as most questions are. */
    private RecordParser records;

    private ResourceRecord record;

    /** The class of the zone that a dynamic update is about. */
    private int zoneClass;

    /** @param in behind the header */
    MessageParser(SessionContext context, Transactions transactions, MessageBytes in, Header header) {
        this.context = context;
        this.transactions = transactions;
        this.in = in;
        this.header = header;
        this.name = new NameReader(context);
        if (header.answers() > 0 || header.isDynamicUpdate()) {
            this.record = new ResourceRecord(context);
            this.records = new RecordParser(context, transactions, in, header, name);
        }
    }

    void parse() {
        transactions.message(header);
        if (header.questions() > MAX_QUESTIONS) {
            context.violation("DNS_Conn_count_too_large");
            context.weird("DNS_Conn_count_too_large", null);
            transactions.end(header);
        } else if (header.isDynamicUpdate()) {
            update();
        } else {
            if (questions() && records(header.answers(), Section.ANSWERS)) {
                context.confirm();
            }
            transactions.end(header);
        }
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
            context.weird("DNS_truncated_quest_too_short", null);
            return false;
        }
        int type = in.u16();
        int recordClass = in.u16();
        if (!header.isResponse()) {
            transactions.question(header, name.name(), type, recordClass);
        } else if (header.isWithoutRecords()) {
            transactions.rejected();
        }
        return true;
    }

    private boolean records(int count, Section section) {
        for (int i = count; i > 0; i--) {
            if (!record.readType(in, section) || !record.readLength(in) || !data(section)) {
                return false;
            }
        }
        return true;
    }

    private boolean data(Section section) {
        return switch (section) {
            case ANSWERS -> answer();
            case PREREQUISITES -> prerequisite();
            case UPDATES -> change();
        };
    }

    private boolean answer() {
        if (record.dataLength() == 0 && in.remaining() > 0) {
            context.weird("DNS_zero_rdlength", null);
            return false;
        }
        return records.parse(record);
    }

    /** A message of RFC 2136: a zone, what must be so, and what is to be changed. */
    private void update() {
        if (header.questions() != 1) {
            context.weird("DNS_DU_invalid_zone_count", String.valueOf(header.questions()));
            transactions.end(header);
            return;
        }
        if (!record.readType(in, Section.ANSWERS)) {
            transactions.end(header);
            return;
        }
        if (record.type() != RecordType.SOA) {
            context.weird("DNS_DU_incorrect_zone_type", null);
            return;
        }
        zoneClass = record.recordClass();
        if (records(header.answers(), Section.PREREQUISITES) && records(header.authorities(), Section.UPDATES)) {
            context.confirm();
        }
        transactions.end(header);
    }

    /** What must be so (RFC 2136, section 2.4). A value is not looked into, and not moved over: Zeek goes on in the middle of it. */
    private boolean prerequisite() {
        if (record.lifetime() != 0) {
            context.weird("DNS_dynamic_update_prereq_nonzero_ttl", String.valueOf((int) record.lifetime()));
            return true;
        }
        boolean ofAnyClass = record.recordClass() == RecordClass.ANY || record.recordClass() == RecordClass.NONE;
        if (ofAnyClass && record.dataLength() == 0 || record.recordClass() == zoneClass) {
            transactions.answer(header, record, "pre: " + condition());
        } else {
            context.weird("DNS_dynamic_update_invalid_prereq", null);
        }
        return true;
    }

    private String condition() {
        boolean none = record.recordClass() == RecordClass.NONE;
        if (record.type() == RecordType.ANY && none) {
            return "NameNotInUse " + record.owner();
        }
        if (record.type() == RecordType.ANY && record.recordClass() == RecordClass.ANY) {
            return "NameInUse " + record.owner();
        }
        return (none ? "NoRRSet " : "RRSetExists ") + RecordType.name(record.type()) + ' ' + record.owner();
    }

    /** What is to be changed (RFC 2136, section 2.5). */
    private boolean change() {
        boolean timeless = record.lifetime() == 0;
        if (record.recordClass() == RecordClass.ANY && timeless && record.dataLength() == 0) {
            boolean all = record.type() == RecordType.ANY;
            String what = all ? "* " + record.owner() : RecordType.name(record.type());
            transactions.answer(header, record, "del: RRSet " + what);
            return true;
        }
        if (!(record.recordClass() == RecordClass.NONE && timeless) && record.recordClass() != zoneClass) {
            context.weird("DNS_dynamic_update_invalid_update", null);
            return true;
        }
        return record.dataLength() == 0 && in.remaining() > 0 || records.parse(record);
    }
}
