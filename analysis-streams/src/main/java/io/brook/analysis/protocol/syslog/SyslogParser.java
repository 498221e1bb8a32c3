package io.brook.analysis.protocol.syslog;

import io.brook.analysis.bytes.Ascii;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;
import io.brook.schemas.log.SyslogLog;
import java.nio.ByteOrder;

/** Makes a message of a datagram: a number between angle brackets, which may be missing, and a text (RFC 3164, section 4.1). */
final class SyslogParser {
    /** A number with more digits may be too large for Zeek, which then takes it for a part of the message. */
    private static final int MAX_DIGITS = 19;

    private static final int PRIORITY_BITS = 0x3ff;

    private SyslogParser() {}

    /** A line of syslog.log without what does not come from the datagram. */
    static SyslogLog message(ByteCursor datagram) throws MalformedException {
        FieldReader.of("Syslog_Message_Optional_PRI", datagram, ByteOrder.BIG_ENDIAN)
                .need("lt", 1);
        int priority = priority(datagram);
        SyslogLog message = new SyslogLog();
        message.setFacility(SyslogPriority.facility(priority));
        message.setSeverity(SyslogPriority.severity(priority));
        message.setMessage(datagram.text(datagram.remaining()));
        return message;
    }

    private static int priority(ByteCursor in) {
        int start = in.position();
        long number = 0;
        int digits = 0;
        if (in.u8() == '<') {
            while (in.remaining() > 0 && Ascii.isDigit(in.peek(0)) && digits < MAX_DIGITS) {
                number = number * 10 + in.u8() - '0';
                digits++;
            }
            if (digits > 0 && in.remaining() > 0 && in.u8() == '>') {
                return (int) (number & PRIORITY_BITS);
            }
        }
        in.goBack(start);
        return SyslogPriority.ABSENT;
    }
}
