package io.brook.capture.batch;

import static io.brook.capture.batch.Frames.MILLIS;
import static io.brook.capture.batch.Frames.SECOND;
import static org.assertj.core.api.Assertions.assertThat;

import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;

class ClockPassesTest {
    private final ClockPasses passes = new ClockPasses();

    private int[] passesOf(long... seconds) {
        return LongStream.of(seconds)
                .mapToInt(second -> passes.pass(second * SECOND))
                .toArray();
    }

    @Test
    void aClockThatOnlyGoesOnHasOnePass() {
        assertThat(passesOf(1, 2, 2, 3, 1000)).containsOnly(0);
    }

    @Test
    void aClockMayStutter() {
        long[] times = {1000 * MILLIS, 2000 * MILLIS, 1001 * MILLIS, 2001 * MILLIS, 1500 * MILLIS};
        assertThat(LongStream.of(times).mapToInt(passes::pass)).containsOnly(0);
    }

    @Test
    void theSameTrafficTwiceIsTwoPasses() {
        assertThat(passesOf(1, 5, 9, 1, 5, 9, 1, 5, 9)).containsExactly(0, 0, 0, 1, 1, 1, 2, 2, 2);
    }

    @Test
    void newTimesAreOfNoPassHoweverOftenTheClockHasGoneBack() {
        assertThat(passesOf(10, 1, 5, 1, 11, 20)).containsExactly(0, 1, 1, 2, 0, 0);
    }

    /** What uids rest on: where time and pass are the same, no timeout lies between. */
    @Test
    void betweenPacketsOfTheSameTimeAndPassTheClockHasHardlyMoved() {
        Random random = new Random(3);
        for (int round = 0; round < 200; round++) {
            ClockPasses clock = new ClockPasses();
            int steps = 1 + random.nextInt(8);
            long[] times = IntStream.range(0, 200)
                    .mapToLong(i -> random.nextInt(steps * 10) * (300 * MILLIS))
                    .toArray();
            int[] numbers = LongStream.of(times).mapToInt(clock::pass).toArray();
            for (int i = 0; i < times.length; i++) {
                long newest = times[i];
                long oldest = times[i];
                for (int j = i + 1; j < times.length; j++) {
                    newest = Math.max(newest, times[j]);
                    oldest = Math.min(oldest, times[j]);
                    if (times[i] == times[j] && numbers[i] == numbers[j]) {
                        assertThat(newest - times[i]).isLessThanOrEqualTo(ClockPasses.SLACK);
                        assertThat(times[i] - oldest).isLessThanOrEqualTo(ClockPasses.SLACK);
                    }
                }
            }
        }
    }
}
