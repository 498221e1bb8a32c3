package io.brook.capture.source;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigInteger;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class TimestampUnitTest {
    @ParameterizedTest
    @CsvSource({
        "0, 1700000000, 1700000000000000000",
        "3, 1700000000123, 1700000000123000000",
        "6, 1700000000123456, 1700000000123456000",
        "9, 1700000000123456789, 1700000000123456789",
        "12, 1700000000123456789, 1700000000123456",
        "0x80, 1700000000, 1700000000000000000",
        "0x81, 3, 1500000000",
        "0x94, 1048577, 1000000953",
        "0xa0, 4294967297, 1000000000",
    })
    void countsInPowersOfTenAndOfTwo(String resolution, long ticks, long nanoseconds) {
        assertThat(TimestampUnit.of(Integer.decode(resolution)).nanoseconds(ticks))
                .isEqualTo(nanoseconds);
    }

    /** Every value of the option's byte, against arithmetic without bounds. */
    @Test
    void agreesWithUnboundedArithmetic() {
        Random random = new Random(1);
        for (int resolution = 0; resolution < 256; resolution++) {
            TimestampUnit unit = TimestampUnit.of(resolution);
            for (int i = 0; i < 200; i++) {
                long ticks = random.nextLong() >>> random.nextInt(64);
                assertThat(unit.nanoseconds(ticks))
                        .as("%#x of resolution %#x", ticks, resolution)
                        .isEqualTo(expected(resolution, ticks));
            }
        }
    }

    private static long expected(int resolution, long ticks) {
        BigInteger base = BigInteger.valueOf((resolution & 0x80) != 0 ? 2 : 10);
        BigInteger nanoseconds = new BigInteger(Long.toUnsignedString(ticks))
                .multiply(BigInteger.TEN.pow(9))
                .divide(base.pow(resolution & 0x7f));
        return nanoseconds.min(BigInteger.valueOf(TimestampUnit.MAX_TIME)).longValueExact();
    }

    @Test
    void keepsOffsetsWithinTheTimesThereAre() {
        assertThat(time(Long.MAX_VALUE, -1)).isEqualTo(TimestampUnit.MAX_TIME);
        assertThat(time(Long.MIN_VALUE, 1L << 50)).isZero();
        assertThat(time(5_000_000_000L, -1)).isEqualTo(TimestampUnit.MAX_TIME);
        assertThat(time(-5, 7_000_000)).isEqualTo(2_000_000_000);
        assertThat(time(-5, 4_000_000)).isZero();
    }

    private static long time(long offset, long ticks) {
        return new PcapngInterface(1, 0, TimestampUnit.MICROSECONDS, offset).time(ticks);
    }
}
