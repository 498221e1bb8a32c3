package io.brook.analysis.protocol.syslog;

import io.brook.analysis.bytes.Ascii;
import io.brook.analysis.bytes.ByteCursor;
import io.brook.analysis.bytes.FieldReader;
import io.brook.analysis.bytes.MalformedException;
import java.nio.ByteOrder;

/** Makes a message of a datagram: a number between angle brackets, which may be missing, and a text (RFC 3164, section 4.1). */
final class SyslogParser {
    /** A number with more digits may be too large for Zeek, which then takes it for a part of the message. */
    private static final int MAX_DIGITS = 19;

    private static final int PRIORITY_BITS = 0x3ff;

    private SyslogParser() {}

    static SyslogMessage message(ByteCursor datagram) throws MalformedException {
        FieldReader.of("Syslog_Message_Optional_PRI", datagram, ByteOrder.BIG_ENDIAN)
                .need("lt", 1);
        int priority = priority(datagram);
        return new SyslogMessage(priority, datagram.text(datagram.remaining()));
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
