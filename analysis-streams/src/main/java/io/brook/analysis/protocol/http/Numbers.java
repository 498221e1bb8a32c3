package io.brook.analysis.protocol.http;

/** Numbers in text, up to the first character that is no digit, as Zeek reads them. */
final class Numbers {
    /** What no number is read as. */
    static final long NONE = Long.MIN_VALUE;

    private Numbers() {}

    /**
     * @param radix 10 or 16
     * @return {@link #NONE} when the text does not begin with a number, or with one that is too large for 63 bits
     */
    static long parse(String text, int radix) {
        boolean negative = text.startsWith("-");
        int start = negative ? 1 : 0;
        long value = 0;
        for (int i = start; i < text.length(); i++) {
            int digit = text.charAt(i) < 0x80 ? Character.digit(text.charAt(i), radix) : -1;
            if (digit < 0) {
                return i == start ? NONE : signed(value, negative);
            }
            if (value > (Long.MAX_VALUE - digit) / radix) {
                return NONE;
            }
            value = radix * value + digit;
        }
        return signed(value, negative);
    }

    private static long signed(long value, boolean negative) {
        return negative ? -value : value;
    }
}
