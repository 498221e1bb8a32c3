package io.brook.analysis.protocol.radius;

import io.brook.analysis.bytes.Ascii;

/** Writes the hardware address that a Calling-Station-Id has in one of many forms (RFC 2865, section 5.31; RFC 3580, section 3.21). */
final class RadiusStationAddress {
    private static final int EUI_48_DIGITS = 12;
    private static final int EUI_64_DIGITS = 16;

    private RadiusStationAddress() {}

    /**
     * Takes all hexadecimal digits of a text, whatever is between them, and puts a colon behind each pair.
     *
     * @return in lower case; empty when there are not as many digits as an address has
     */
    static String normalize(String station) {
        StringBuilder digits = new StringBuilder();
        for (int i = 0; i < station.length(); i++) {
            char c = station.charAt(i);
            if (Ascii.hexDigit(c) >= 0) {
                digits.append((char) Ascii.toLower(c));
            }
        }
        if (digits.length() != EUI_48_DIGITS && digits.length() != EUI_64_DIGITS) {
            return "";
        }
        for (int i = digits.length() - 2; i > 0; i -= 2) {
            digits.insert(i, ':');
        }
        return digits.toString();
    }
}
