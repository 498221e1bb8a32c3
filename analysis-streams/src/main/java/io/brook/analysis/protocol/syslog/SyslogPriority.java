package io.brook.analysis.protocol.syslog;

import io.brook.analysis.bytes.ByteCursor;

/** Facility and severity, as one number between angle brackets (RFC 3164, section 4.1.1). */
final class SyslogPriority {
    private static final String[] FACILITIES =
            ("KERN,USER,MAIL,DAEMON,AUTH,SYSLOG,LPR,NEWS,UUCP,CRON,AUTHPRIV,FTP,NTP,AUDIT,"
                            + "ALERT,CLOCK,LOCAL0,LOCAL1,LOCAL2,LOCAL3,LOCAL4,LOCAL5,LOCAL6,LOCAL7")
                    .split(",");
    private static final String[] SEVERITIES = {"EMERG", "ALERT", "CRIT", "ERR", "WARNING", "NOTICE", "INFO", "DEBUG"};
    private static final String NONE = "UNSPECIFIED";

    /** A number with more digits may be too large for Zeek, which then takes it for a part of the message. */
    private static final int MAX_DIGITS = 19;

    private SyslogPriority() {}

    /**
     * Reads it if the message begins with it; if not, nothing is read.
     *
     * @return its number, of which more than the last ten bits mean nothing; -1 when there is none
     */
    static int read(ByteCursor in) {
        int start = in.position();
        long number = 0;
        int digits = 0;
        if (in.remaining() > 0 && in.u8() == '<') {
            while (in.remaining() > 0 && in.peek(0) >= '0' && in.peek(0) <= '9' && digits < MAX_DIGITS) {
                number = number * 10 + in.u8() - '0';
                digits++;
            }
            if (digits > 0 && in.remaining() > 0 && in.u8() == '>') {
                return (int) (number & 0x3ff);
            }
        }
        in.goBack(start);
        return -1;
    }

    /** @param priority as {@link #read} gives it */
    static String facility(int priority) {
        if (priority < 0) {
            return NONE;
        }
        int facility = priority >> 3;
        return facility < FACILITIES.length ? FACILITIES[facility] : "?-" + facility;
    }

    /** @param priority as {@link #read} gives it */
    static String severity(int priority) {
        return priority < 0 ? NONE : SEVERITIES[priority & 0x7];
    }
}
