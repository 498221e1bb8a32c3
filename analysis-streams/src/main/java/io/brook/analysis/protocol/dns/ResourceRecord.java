package io.brook.analysis.protocol.dns;

import io.brook.analysis.analyzer.SessionContext;

/** The part that all records begin with (RFC 1035, section 4.1.3). Used again for one record after the other. */
final class ResourceRecord {
    private static final int TYPE_AND_CLASS = 4;

    private final SessionContext context;
    private final NameReader owner;
    private Section section;
    private int type;
    private int recordClass;
    private long lifetime;
    private int dataLength;

    ResourceRecord(SessionContext context) {
        this.context = context;
        this.owner = new NameReader(context);
    }

    /** @return whether the message is long enough for its name, type and class */
    boolean readType(MessageBytes in, Section of) {
        section = of;
        owner.read(in, true);
        if (in.remaining() < TYPE_AND_CLASS) {
            context.weird("DNS_truncated_ans_too_short", null);
            return false;
        }
        type = in.u16();
        recordClass = in.u16();
        return true;
    }

    /** @return whether the message is long enough for the record's data */
    boolean readLength(MessageBytes in) {
        lifetime = in.u32();
        dataLength = in.u16();
        if (dataLength > in.remaining()) {
            context.weird("DNS_truncated_RR_rdlength_lt_len", null);
            return false;
        }
        return true;
    }

    /** The name that it is about, in lower case. */
    String owner() {
        return owner.name();
    }

    Section section() {
        return section;
    }

    int type() {
        return type;
    }

    int recordClass() {
        return recordClass;
    }

    /** For how many seconds it may be kept. */
    long lifetime() {
        return lifetime;
    }

    /** How many bytes its data has. */
    int dataLength() {
        return dataLength;
    }
}
