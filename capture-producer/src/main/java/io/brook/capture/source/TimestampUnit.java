package io.brook.capture.source;

/** What a pcapng interface counts time in: a negative power of ten or of two of a second, by its option if_tsresol. */
final class TimestampUnit {
    /** Later than any time a pcap file can state, in 2116, and early enough that timeouts may be added to it. */
    static final long MAX_TIME = 1L << 62;

    /** What an interface counts in when it does not say. */
    static final TimestampUnit MICROSECONDS = of(6);

    private static final int BINARY = 0x80;
    private static final int NANOSECONDS = 9;
    private static final long PER_SECOND = 1_000_000_000;
    /** The largest power of ten in an unsigned long. */
    private static final int MAX_POWER = 19;

    private final long factor;
    private final long divisor;
    private final int shift;

    private TimestampUnit(long factor, long divisor, int shift) {
        this.factor = factor;
        this.divisor = divisor;
        this.shift = shift;
    }

    /** @param resolution the option's byte: the exponent, and in its highest bit whether the base is two */
    static TimestampUnit of(int resolution) {
        int exponent = resolution & ~BINARY & 0xff;
        if ((resolution & BINARY) != 0) {
            return new TimestampUnit(PER_SECOND, 1, exponent);
        }
        if (exponent <= NANOSECONDS) {
            return new TimestampUnit(power(NANOSECONDS - exponent), 1, 0);
        }
        int power = exponent - NANOSECONDS;
        // Beyond that no number of ticks makes a nanosecond.
        return power <= MAX_POWER ? new TimestampUnit(1, power(power), 0) : new TimestampUnit(0, 1, 0);
    }

    private static long power(int exponent) {
        long power = 1;
        for (int i = 0; i < exponent; i++) {
            power *= 10;
        }
        return power;
    }

    /**
     * Whole nanoseconds, rounded down.
     *
     * @param ticks an unsigned number
     * @return at most {@link #MAX_TIME}
     */
    long nanoseconds(long ticks) {
        if (divisor != 1) {
            return bounded(Long.divideUnsigned(ticks, divisor));
        }
        long low = ticks * factor;
        long high = Math.multiplyHigh(ticks, factor) + (ticks >> 63 & factor);
        if (shift == 0) {
            return high == 0 ? bounded(low) : MAX_TIME;
        }
        if (shift >= Long.SIZE) {
            return high >>> shift - Long.SIZE;
        }
        return high >>> shift == 0 ? bounded(high << Long.SIZE - shift | low >>> shift) : MAX_TIME;
    }

    private static long bounded(long time) {
        return time < 0 ? MAX_TIME : Math.min(time, MAX_TIME);
    }
}
