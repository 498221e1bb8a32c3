package io.brook.analysis.protocol.dns;

/** Names of the NetBIOS name service: each byte is sent as two letters from A to P, half a byte each (RFC 1001, section 14.1). */
final class DnsNetbiosName {
    /** Where the name service is. */
    static final int PORT = 137;

    private static final int BYTES = 16;

    /** The last byte says what kind of name it is. */
    private static final int KIND = 15;

    /** These bytes open the name of a master browser. */
    private static final int LAST_SPECIAL = 2;

    private DnsNetbiosName() {}

    /**
     * The decoded name, up to its first unprintable byte, without the suffix for the kind of name and without padding.
     *
     * @param encoded letters in any case
     * @return empty when it is no such name
     */
    static String decode(String encoded) {
        if (encoded.length() != 2 * BYTES) {
            return "";
        }
        StringBuilder name = new StringBuilder(KIND);
        for (int i = 0; i < BYTES; i++) {
            int high = half(encoded.charAt(2 * i));
            int low = half(encoded.charAt(2 * i + 1));
            if ((high | low) > 0xf) {
                return "";
            }
            char each = (char) (high << 4 | low);
            if (!isPrintable(each)) {
                break;
            }
            name.append(each);
        }
        name.setLength(Math.min(name.length(), KIND));
        return withoutPadding(name);
    }

    /** The value of a letter; any other character gives a value of more than four bits. */
    private static int half(char letter) {
        int half = (letter >= 'a' && letter <= 'z' ? letter - ' ' : letter) - 'A';
        return half & 0xffff;
    }

    private static boolean isPrintable(char c) {
        return c >= ' ' && c < 0x7f || c <= LAST_SPECIAL;
    }

    private static String withoutPadding(StringBuilder name) {
        int length = name.length();
        while (length > 0 && (name.charAt(length - 1) == ' ' || name.charAt(length - 1) == 0)) {
            length--;
        }
        return name.substring(0, length);
    }
}
