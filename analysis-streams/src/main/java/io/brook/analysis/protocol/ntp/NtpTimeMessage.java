package io.brook.analysis.protocol.ntp;

import io.brook.analysis.bytes.ByteCursor;
import io.brook.schemas.flow.IpAddress;
import io.brook.schemas.log.NtpLog;

/** A message about time (RFC 5905, section 7.3). */
final class NtpTimeMessage {
    /** What follows the first byte. */
    private static final int LENGTH = 47;

    /** Where the last fixed field begins and how long it is. */
    private static final int LAST_FIELD_AT = 39;

    private static final int TIMESTAMP = 8;

    /** No more than this behind the fixed part is a message authentication code and no extension. */
    private static final int LONGEST_CODE = 24;

    private static final int OF_CLOCK = 1;

    private NtpTimeMessage() {}

    /**
     * Reads what stands behind the first byte into a line of the log.
     *
     * @return what is wrong with it, as Zeek's parser says it; null when nothing is
     */
    static String parse(ByteCursor in, NtpLog line) {
        if (in.remaining() < LENGTH) {
            return "NTP_std_msg:transmit_ts: " + (LAST_FIELD_AT + TIMESTAMP) + " > " + in.remaining();
        }
        int stratum = in.u8();
        line.setStratum(stratum);
        line.setPoll(NtpTime.powerOfTwo((byte) in.u8()));
        line.setPrecision(NtpTime.powerOfTwo((byte) in.u8()));
        line.setRootDelay(NtpTime.ofShort((int) in.u32()));
        line.setRootDisp(NtpTime.ofShort((int) in.u32()));
        line.setRefId(
                stratum <= OF_CLOCK ? in.text(4) : IpAddress.v4((int) in.u32()).toString());
        line.setRefTime(NtpTime.ofTimestamp(in.u64()));
        line.setOrgTime(NtpTime.ofTimestamp(in.u64()));
        line.setRecTime(NtpTime.ofTimestamp(in.u64()));
        line.setXmtTime(NtpTime.ofTimestamp(in.u64()));
        return extensions(in, line);
    }

    private static String extensions(ByteCursor in, NtpLog line) {
        int count = 0;
        while (in.remaining() > LONGEST_CODE) {
            String fault = NtpExtensionField.skip(in);
            if (fault != null) {
                return fault;
            }
            count++;
        }
        line.setNumExts(count);
        return null;
    }
}
