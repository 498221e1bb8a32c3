package io.brook.analysis.protocol.syslog;

/** Facility and severity, as one number between angle brackets (RFC 3164, section 4.1.1). */
final class SyslogPriority {
    private static final String[] FACILITIES =
            ("KERN,USER,MAIL,DAEMON,AUTH,SYSLOG,LPR,NEWS,UUCP,CRON,AUTHPRIV,FTP,NTP,AUDIT,"
                            + "ALERT,CLOCK,LOCAL0,LOCAL1,LOCAL2,LOCAL3,LOCAL4,LOCAL5,LOCAL6,LOCAL7")
                    .split(",");
    private static final String[] SEVERITIES = {"EMERG", "ALERT", "CRIT", "ERR", "WARNING", "NOTICE", "INFO", "DEBUG"};
    private static final String NONE = "UNSPECIFIED";

    /** The priority of a message that says none. */
    static final int ABSENT = -1;

    private SyslogPriority() {}

    /** @param priority {@link #ABSENT} for none */
    static String facility(int priority) {
        if (priority == ABSENT) {
            return NONE;
        }
        int facility = priority >> 3;
        return facility < FACILITIES.length ? FACILITIES[facility] : "?-" + facility;
    }

    /** @param priority {@link #ABSENT} for none */
    static String severity(int priority) {
        return priority == ABSENT ? NONE : SEVERITIES[priority & 0x7];
    }
}
