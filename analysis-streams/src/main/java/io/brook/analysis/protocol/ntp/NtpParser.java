package io.brook.analysis.protocol.ntp;

import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;
import io.brook.schemas.flow.IpAddress;
import io.brook.schemas.log.NtpLog;
import java.nio.ByteOrder;

/** Makes a message of a datagram. Messages that are not about time must be whole, but nothing of them is told. */
final class NtpParser {
    private static final int RESERVED = 0;
    private static final int CONTROL = 6;
    private static final int PRIVATE = 7;

    /** What follows the first byte of a message about time. */
    private static final int TIME_LENGTH = 47;

    /** Strata up to this one name their reference by four characters, the others by an address. */
    private static final int OF_CLOCK = 1;

    /** No more than this behind the fixed part is a message authentication code and no extension. */
    private static final int LONGEST_CODE = 24;

    private static final int CONTROL_HEADER = 11;
    private static final int PRIVATE_HEADER = 5;
    private static final int PRIVATE_DATA_LENGTH = 0x0fff;
    private static final int AUTHENTICATED = 0x80;
    private static final int CODE_LENGTH = 20;

    /** What an extension has before its value: type, length, association, timestamp, file's timestamp, and the value's length. */
    private static final int BEFORE_VALUE = 18;

    private NtpParser() {}

    /** A line of ntp.log without what does not come from the datagram, whether it is logged or not. */
    static NtpLog message(ByteCursor datagram) throws MalformedException {
        FieldReader in = FieldReader.of("NTP_PDU", datagram, ByteOrder.BIG_ENDIAN);
        int first = in.u8("first_byte");
        int mode = first & 0x7;
        NtpLog message = new NtpLog();
        message.setVersion(first >> 3 & 0x7);
        message.setMode(mode);
        switch (mode) {
            case RESERVED -> {}
            case CONTROL -> control(in.within("NTP_control_msg", in.remaining()));
            case PRIVATE -> ofMode7(in.within("NTP_mode7_msg", in.remaining()));
            default -> time(message, in.within("NTP_std_msg", in.remaining()));
        }
        return message;
    }

    /** A control message (RFC 9327, section 2). */
    private static void control(FieldReader in) throws MalformedException {
        in.need("c", CONTROL_HEADER);
        in.skip("fields before the count", CONTROL_HEADER - 2);
        in.skip("data", in.u16("c"));
    }

    /** A private message of the reference implementation. */
    private static void ofMode7(FieldReader in) throws MalformedException {
        in.need("err_and_data_len", PRIVATE_HEADER);
        boolean hasCode = (in.u8("auth_seq") & AUTHENTICATED) != 0;
        in.skip("implementation, request code", 2);
        in.skip("data", in.u16("err_and_data_len") & PRIVATE_DATA_LENGTH);
        if (hasCode) {
            in.within("NTP_MAC", CODE_LENGTH);
        }
    }

    /** RFC 5905, section 7.3. */
    private static void time(NtpLog message, FieldReader in) throws MalformedException {
        in.need("transmit_ts", TIME_LENGTH);
        message.setStratum(in.u8("stratum"));
        message.setPoll(NtpTime.powerOfTwo((byte) in.u8("poll")));
        message.setPrecision(NtpTime.powerOfTwo((byte) in.u8("precision")));
        message.setRootDelay(NtpTime.ofShort((int) in.u32("root_delay")));
        message.setRootDisp(NtpTime.ofShort((int) in.u32("root_dispersion")));
        message.setRefId(
                message.getStratum() <= OF_CLOCK
                        ? in.text("reference_id", 4)
                        : IpAddress.v4((int) in.u32("reference_id")).toString());
        message.setRefTime(NtpTime.ofTimestamp(in.u64("reference_ts")));
        message.setOrgTime(NtpTime.ofTimestamp(in.u64("origin_ts")));
        message.setRecTime(NtpTime.ofTimestamp(in.u64("receive_ts")));
        message.setXmtTime(NtpTime.ofTimestamp(in.u64("transmit_ts")));
        message.setNumExts(extensions(in));
    }

    /** How many fields there are behind the message. */
    private static int extensions(FieldReader message) throws MalformedException {
        FieldReader in = message;
        int count = 0;
        while (in.remaining() > LONGEST_CODE) {
            in = in.within("Extension_Field", in.remaining());
            extension(in);
            count++;
        }
        return count;
    }

    /** Zeek takes it for one of Autokey (RFC 5906, section 10), whatever it is, and lengths for signed numbers. */
    private static void extension(FieldReader in) throws MalformedException {
        in.need("value_len", BEFORE_VALUE);
        in.skip("field_type", 2);
        int length = in.u16("len");
        in.skip("association, timestamps", 4 + 4 + 2);
        int value = (int) in.u32("value_len");
        in.skip("value", value);
        int signature = (int) in.u32("sig_len");
        in.skip("signature", signature);
        in.skip("pad", Math.max(0, length - in.position()));
    }
}
