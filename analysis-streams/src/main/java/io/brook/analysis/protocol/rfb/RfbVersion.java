package io.brook.analysis.protocol.rfb;

import io.brook.analysis.bytes.Ascii;

/** A version of the protocol, as one side has written it: three characters each, digits if all is well. */
record RfbVersion(String major, String minor) {
    /** From here on the server offers several security types. */
    private static final int WITH_CHOICE = 7;

    boolean hasChoice() {
        return minorNumber() >= WITH_CHOICE;
    }

    /** Whether the server tells the result also where nothing had to be proved. */
    boolean hasResultAlways() {
        return minorNumber() > WITH_CHOICE;
    }

    /**
     * As C reads a number: white space, a sign, digits; 0 where there are none. Negative numbers are lower than any version
     * that matters.
     */
    private int minorNumber() {
        int at = Ascii.skip(minor, 0, Ascii::isSpace);
        if (minor.startsWith("+", at)) {
            at++;
        }
        int number = 0;
        while (at < minor.length() && Ascii.isDigit(minor.charAt(at))) {
            number = number * 10 + minor.charAt(at++) - '0';
        }
        return number;
    }
}
