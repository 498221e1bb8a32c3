package io.brook.analysis.protocol.smb;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** The times of a file, as Windows counts them: in units of 100 ns since 1601. */
record SmbTimes(long modified, long accessed, long created, long changed) {
    private static final double UNITS = 10_000_000.0;
    private static final double SECONDS_TO_1970 = 11_644_473_600.0;

    /** Whether it was modified after 1970; other times are not logged. */
    boolean areSensible() {
        return seconds(modified) > 0;
    }

    /** Seconds since 1970 with the few digits that Zeek's floating-point numbers keep. */
    private static double seconds(long units) {
        double all = units >= 0 ? units : units + 0x1p64;
        return all / UNITS - SECONDS_TO_1970;
    }

    /** One of them in nanoseconds since 1970, in whole microseconds; the nearest one that there is. */
    static long nanoseconds(long units) {
        BigDecimal seconds = new BigDecimal(seconds(units)).setScale(6, RoundingMode.HALF_EVEN);
        BigDecimal nanoseconds = seconds.movePointRight(9);
        return nanoseconds
                .min(BigDecimal.valueOf(Long.MAX_VALUE))
                .max(BigDecimal.valueOf(Long.MIN_VALUE))
                .longValue();
    }
}
