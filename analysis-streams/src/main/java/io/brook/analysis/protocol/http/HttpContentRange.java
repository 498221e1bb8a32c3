package io.brook.analysis.protocol.http;

import io.brook.analysis.mime.MimeText;
import io.brook.analysis.weird.WeirdSink;

/**
 * Which part of a file a message carries (RFC 9110, section 14.4).
 *
 * @param first where it begins
 * @param length how long it is
 * @param whole how long the file is; 0 when that is not a number, -1 when it is not said
 */
record HttpContentRange(long first, long length, long whole) {
    private static final int DECIMAL = 10;

    /** @return null when it is not understood, which is odd then */
    static HttpContentRange parse(String value, WeirdSink weirds) {
        MimeText text = new MimeText(value);
        String unit = text.token();
        if (!"bytes".equals(unit)) {
            weirds.weird(HttpWeird.RANGE_UNIT);
            return null;
        }
        String range = text.rest().replace(" ", "");
        int slash = range.indexOf('/');
        int dash = slash < 0 ? -1 : range.substring(0, slash).indexOf('-');
        if (dash < 0) {
            weirds.weird(HttpWeird.RANGE_UNPARSED);
            return null;
        }
        long first = HttpNumbers.parse(range.substring(0, dash), DECIMAL);
        long last = HttpNumbers.parse(range.substring(dash + 1, slash), DECIMAL);
        HttpWeird odd = oddity(first, last);
        if (odd != null) {
            weirds.weird(odd, range);
            return null;
        }
        return new HttpContentRange(first, last - first + 1, whole(range, slash, weirds));
    }

    private static HttpWeird oddity(long first, long last) {
        if (first == HttpNumbers.NONE || last == HttpNumbers.NONE) {
            return HttpWeird.RANGE_UNPARSED;
        }
        if (first < 0 || last < 0) {
            return HttpWeird.RANGE_INVALID;
        }
        if (last < first) {
            return HttpWeird.RANGE_NOT_POSITIVE;
        }
        return last - first == Long.MAX_VALUE ? HttpWeird.RANGE_OVERFLOW : null;
    }

    private static long whole(String range, int slash, WeirdSink weirds) {
        String text = range.substring(slash + 1);
        if (text.equals("*")) {
            return -1;
        }
        long whole = HttpNumbers.parse(text, DECIMAL);
        if (whole == HttpNumbers.NONE) {
            weirds.weird(HttpWeird.RANGE_INVALID_INSTANCE, range);
            return 0;
        }
        return whole;
    }
}
