package io.brook.analysis.detect.dns;

/** The parts of names in DNS. */
public final class DnsNames {
    /** What a name has before its domain when it may carry data, in characters. Host names are shorter; a tunnel uses all there is. */
    public static final int LONG = 40;

    private static final int COUNTRY = 2;
    private static final int SHORT_LABEL = 3;

    private DnsNames() {}

    /**
     * The domain that somebody has registered, as far as it can be told without a list: the last two labels, or three where the last is a
     * country's and the one before it is short, as in co.uk. The whole name when it has no more.
     */
    public static String domain(String name) {
        int last = name.lastIndexOf('.');
        int second = name.lastIndexOf('.', last - 1);
        if (last < 0 || second < 0) {
            return name;
        }
        boolean isShort = name.length() - last - 1 == COUNTRY && last - second - 1 <= SHORT_LABEL;
        int third = isShort ? name.lastIndexOf('.', second - 1) : second;
        return third < 0 ? name : name.substring(third + 1);
    }

    /** Whether a name has so much before its domain that it may carry data. */
    public static boolean isLong(String name) {
        return name.length() > LONG
                && !name.endsWith(".arpa")
                && name.length() - domain(name).length() > LONG;
    }
}
