package io.brook.analysis.protocol.ntp;

/**
 * What a datagram says.
 *
 * @param mode about time from 1 to 5, control 6, private 7, reserved 0
 * @param time what it says about time; null when it is about something else, or about nothing
 */
record NtpMessage(int version, int mode, NtpTimeMessage time) {
    static final int CLIENT = 3;
    static final int SERVER = 4;

    private static final int LAST_ABOUT_TIME = 5;

    /** Whether it has a line in ntp.log: as in Zeek, one of the reserved mode has an empty one. */
    boolean isLogged() {
        return mode <= LAST_ABOUT_TIME;
    }
}
