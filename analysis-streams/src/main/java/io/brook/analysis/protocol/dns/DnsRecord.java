package io.brook.analysis.protocol.dns;

import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.weird.WeirdSink;

/** What all records begin with (RFC 1035, section 4.1.3). One object is used for all records of a message. */
final class DnsRecord {
    private static final int TYPE_AND_CLASS = 4;

    private final WeirdSink odd;
    private final DnsNameReader owner;
    DnsSection section;
    int type;
    int recordClass;

    /** For how many seconds it may be kept. */
    long lifetime;

    /** How many bytes its data has. */
    int dataLength;

    /** @param anyLabel whether labels may be of any length: those of NetBIOS are */
    DnsRecord(WeirdSink odd, boolean anyLabel) {
        this.odd = odd;
        this.owner = new DnsNameReader(odd, anyLabel);
    }

    /** @return whether the message is long enough for its name, type and class */
    boolean readType(FieldReader in, DnsSection of) {
        section = of;
        owner.read(in, true);
        if (in.remaining() < TYPE_AND_CLASS) {
            odd.weird(DnsWeird.TRUNCATED_RECORD);
            return false;
        }
        type = in.u16OrZero();
        recordClass = in.u16OrZero();
        return true;
    }

    /** @return whether the message is long enough for the record's data */
    boolean readLength(FieldReader in) {
        lifetime = in.u32OrZero();
        dataLength = in.u16OrZero();
        if (dataLength > in.remaining()) {
            odd.weird(DnsWeird.TRUNCATED_DATA);
            return false;
        }
        return true;
    }

    /** The name that it is about, in lower case. */
    String owner() {
        return owner.name();
    }
}
