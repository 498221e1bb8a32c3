package io.brook.analysis.protocol.http;

import io.brook.analysis.bytes.Ascii;

/** Numbers in text, which end at the first character that is no digit, as in Zeek. */
final class HttpNumbers {
    /** What is not a number. */
    static final long NONE = Long.MIN_VALUE;

    private HttpNumbers() {}

    /**
     * @param radix at most 16
     * @return {@link #NONE} when the text does not begin with a number, or with one that is too large for 63 bits
     */
    static long parse(String text, int radix) {
        boolean isNegative = text.startsWith("-");
        int start = isNegative ? 1 : 0;
        long value = 0;
        for (int i = start; i < text.length(); i++) {
            int digit = Ascii.hexDigit(text.charAt(i));
            if (digit < 0 || digit >= radix) {
                if (i == start) {
                    return NONE;
                }
                break;
            }
            if (value > (Long.MAX_VALUE - digit) / radix) {
                return NONE;
            }
            value = radix * value + digit;
        }
        return isNegative ? -value : value;
    }
}
