package io.brook.schemas.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.record.Progress;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class WatermarkTest {
    private final Watermark watermark = new Watermark();

    @Test
    void isBeforeEveryTimeUntilAllOriginsHaveSpoken() {
        assertThat(watermark.time()).isEqualTo(Watermark.NOTHING);
        assertThat(watermark.advance(says(0, 3, 10))).isFalse();
        assertThat(watermark.advance(says(2, 3, 30))).isFalse();
        assertThat(watermark.time()).isEqualTo(Watermark.NOTHING);
        assertThat(watermark.advance(says(1, 3, 20))).isTrue();
        assertThat(watermark.time()).isEqualTo(10);
    }

    @Test
    void isTheTimeOfTheSlowestOrigin() {
        watermark.advance(says(0, 2, 10));
        watermark.advance(says(1, 2, 20));
        assertThat(watermark.advance(says(1, 2, 40))).isFalse();
        assertThat(watermark.time()).isEqualTo(10);
        assertThat(watermark.advance(says(0, 2, 30))).isTrue();
        assertThat(watermark.time()).isEqualTo(30);
    }

    @Test
    void neverGoesBack() {
        watermark.advance(says(0, 1, 10));
        assertThat(watermark.advance(says(0, 1, 5))).isFalse();
        assertThat(watermark.time()).isEqualTo(10);
        assertThat(watermark.advance(says(0, 1, 10))).isFalse();
        assertThat(watermark.advance(says(0, 1, 11))).isTrue();
    }

    @Test
    void anOriginThatHasEndedHoldsNothingUp() {
        watermark.advance(ends(0, 2, 5));
        watermark.advance(says(1, 2, 100));
        assertThat(watermark.time()).isEqualTo(100);
        assertThat(watermark.ended()).isFalse();
        assertThat(watermark.advance(ends(1, 2, 100))).isTrue();
        assertThat(watermark.ended()).isTrue();
        assertThat(watermark.time()).isEqualTo(Watermark.END);
    }

    @Test
    void tellsWhatEachOriginHasSaid() {
        assertThat(watermark.times()).isEmpty();
        watermark.advance(ends(0, 3, 5));
        watermark.advance(says(2, 3, 100));
        watermark.times()[0] = 7;
        assertThat(watermark.times()).containsExactly(Watermark.END, Watermark.NOTHING, 100);
    }

    @Test
    void anEndIsNotTakenBack() {
        watermark.advance(ends(0, 1, 5));
        assertThat(watermark.advance(says(0, 1, 6))).isFalse();
        assertThat(watermark.ended()).isTrue();
    }

    @Test
    void waitsForAllOriginsAgainWhenTheirNumberChanges() {
        watermark.advance(says(0, 1, 10));
        assertThat(watermark.advance(says(0, 2, 20))).isFalse();
        assertThat(watermark.time()).isEqualTo(Watermark.NOTHING);
        assertThat(watermark.advance(says(1, 2, 15))).isTrue();
        assertThat(watermark.time()).isEqualTo(15);
    }

    @ParameterizedTest
    @CsvSource({"-1, 2", "2, 2", "2147483647, 2", "0, 0", "0, -1", "-1, -1", "0, 2147483647", "2147483646, 2147483647"})
    void takesNoNoticeOfAnOriginThatCannotBe(int origin, int origins) {
        watermark.advance(says(0, 2, 10));
        watermark.advance(says(1, 2, 10));
        assertThat(watermark.advance(says(origin, origins, 99))).isFalse();
        assertThat(watermark.time()).isEqualTo(10);
        assertThat(new Watermark().advance(says(origin, origins, 99))).isFalse();
    }

    @Test
    void isTheLeastOfAllOriginsGreatest() {
        Random random = new Random(1);
        for (int round = 0; round < 200; round++) {
            int origins = 1 + random.nextInt(6);
            long[] model = new long[origins];
            Arrays.fill(model, Watermark.NOTHING);
            Watermark mark = new Watermark();
            for (int step = 0; step < 50; step++) {
                int origin = random.nextInt(origins);
                long time = random.nextInt(1000);
                boolean end = random.nextInt(30) == 0;
                long before = mark.time();
                boolean moved = mark.advance(new Progress("s", "capture", origin, origins, time, end));
                model[origin] = Math.max(model[origin], end ? Watermark.END : time);
                assertThat(mark.time()).isEqualTo(Arrays.stream(model).min().getAsLong());
                assertThat(moved).isEqualTo(mark.time() > before);
            }
        }
    }

    private static Progress says(int origin, int origins, long time) {
        return new Progress("s", "capture", origin, origins, time, false);
    }

    private static Progress ends(int origin, int origins, long time) {
        return new Progress("s", "capture", origin, origins, time, true);
    }
}
