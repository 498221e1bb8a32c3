package io.brook.analysis.protocol.ntp;

/**
 * The protocol's formats of times, converted to nanoseconds. All are rounded to microseconds, halves to even: what Zeek's logs,
 * which have six decimals, make of its doubles.
 */
final class NtpTime {
    /** Seconds from the protocol's first to the epoch's (RFC 5905, section 6). */
    private static final long FROM_1900_TO_1970 = 2_208_988_800L;

    private static final double SHORT_FRACTION = 0x1p-16;
    private static final double FRACTION = 0x1p-32;
    private static final long NANOS_PER_SECOND = 1_000_000_000L;
    private static final int NANOS_PER_MICRO = 1000;
    private static final double MICROS_PER_SECOND = 1e6;

    /** The largest power of two of seconds that nanoseconds have room for. */
    private static final int LARGEST_POWER = 33;

    private NtpTime() {}

    /** 2 to this power, in seconds; at most what fits into nanoseconds. */
    static long powerOfTwo(int power) {
        return power > LARGEST_POWER ? Long.MAX_VALUE : nanos(Math.scalb(1.0, power));
    }

    /** Seconds and their fraction, two bytes each and both signed, as Zeek has it. */
    static long ofShort(int value) {
        return nanos((value >> 16) + (short) value * SHORT_FRACTION);
    }

    /** A time since 1900, seconds and their fraction, in nanoseconds since the epoch; 0 means that there is none. */
    static long ofTimestamp(long value) {
        if (value == 0) {
            return 0;
        }
        double seconds = (value >>> 32) - FROM_1900_TO_1970;
        return nanos(seconds + (value & 0xffff_ffffL) * FRACTION);
    }

    private static long nanos(double seconds) {
        double whole = Math.floor(seconds);
        long micros = (long) Math.rint((seconds - whole) * MICROS_PER_SECOND);
        return ((long) whole) * NANOS_PER_SECOND + micros * NANOS_PER_MICRO;
    }
}
