package io.brook.analysis.protocol.smtp;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * The argument of BDAT (RFC 3030, section 2).
 *
 * @param size how many bytes follow; unsigned
 * @param last whether the mail ends with them
 * @param error what is wrong with the argument, in Zeek's words; null when it is fine
 */
record SmtpChunkSize(long size, boolean last, String error) {
    private static final int MAX_ARGUMENT = "18446744073709551615 LAST".length();
    private static final Pattern NUMBER = Pattern.compile("(\\d+)(.*)", Pattern.DOTALL);

    static SmtpChunkSize parse(String argument) {
        if (argument.isEmpty() || argument.length() > MAX_ARGUMENT) {
            return wrong("BDAT argument bad length");
        }
        Matcher matcher = NUMBER.matcher(argument);
        if (!matcher.matches()) {
            return wrong("BDAT not followed by a valid chunk-size");
        }
        String rest = matcher.group(2);
        if (!rest.isEmpty() && rest.charAt(0) != ' ' && rest.charAt(0) != 0) {
            return wrong("BDAT chunk-size not valid");
        }
        long size;
        try {
            size = Long.parseUnsignedLong(matcher.group(1));
        } catch (NumberFormatException e) {
            return wrong("BDAT chunk-size too large");
        }
        boolean last = rest.equalsIgnoreCase(" LAST");
        return rest.isEmpty() || last ? new SmtpChunkSize(size, last, null) : wrong("BDAT chunk-size followed by junk");
    }

    private static SmtpChunkSize wrong(String error) {
        return new SmtpChunkSize(0, false, error);
    }
}
