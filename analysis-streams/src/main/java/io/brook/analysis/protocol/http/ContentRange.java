package io.brook.analysis.protocol.http;

import io.brook.analysis.analyzer.SessionContext;
import io.brook.analysis.mime.MimeText;

/**
 * Which part of a file a message carries (RFC 9110, section 14.4).
 *
 * @param first where it begins
 * @param length how long it is
 * @param whole how long the file is; 0 when that is no number, -1 when it is not said
 */
record ContentRange(long first, long length, long whole) {
    /** @return null when it is not understood; then the context has been told */
    static ContentRange parse(String value, SessionContext context) {
        MimeText text = new MimeText(value);
        String unit = text.token();
        if (!"bytes".equals(unit)) {
            context.weird("HTTP_content_range_unknown_byte_unit", null);
            return null;
        }
        String range = text.rest().replace(" ", "");
        int slash = range.indexOf('/');
        int dash = slash < 0 ? -1 : range.substring(0, slash).indexOf('-');
        if (dash < 0) {
            context.weird("HTTP_content_range_cannot_parse", null);
            return null;
        }
        long first = Numbers.parse(range.substring(0, dash), 10);
        long last = Numbers.parse(range.substring(dash + 1, slash), 10);
        String odd = oddity(first, last);
        if (odd != null) {
            context.weird(odd, range);
            return null;
        }
        return new ContentRange(first, last - first + 1, whole(range, slash, context));
    }

    private static String oddity(long first, long last) {
        if (first == Numbers.NONE || last == Numbers.NONE) {
            return "HTTP_content_range_cannot_parse";
        }
        if (first < 0 || last < 0) {
            return "HTTP_content_range_invalid";
        }
        if (last < first) {
            return "HTTP_non_positive_content_range";
        }
        return last - first == Long.MAX_VALUE ? "HTTP_content_range_overflow" : null;
    }

    private static long whole(String range, int slash, SessionContext context) {
        String text = range.substring(slash + 1);
        if (text.equals("*")) {
            return -1;
        }
        long whole = Numbers.parse(text, 10);
        if (whole == Numbers.NONE) {
            context.weird("HTTP_content_range_invalid_instance", range);
            return 0;
        }
        return whole;
    }
}
