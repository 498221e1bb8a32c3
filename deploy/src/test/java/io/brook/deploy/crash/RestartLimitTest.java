package io.brook.deploy.crash;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class RestartLimitTest {
    private static final Instant START = Instant.parse("2026-02-03T04:00:00Z");
    private static final Duration MINUTE = Duration.ofMinutes(1);

    @Test
    void theFirstCrashesCostNothingAndFurtherOnesEverMore() {
        assertThat(pauses(12, MINUTE)).containsExactly(0L, 0L, 0L, 1L, 2L, 4L, 8L, 16L, 32L, 60L, 60L, 60L);
    }

    @Test
    void thePauseCanBeLeftOut() {
        assertThat(pauses(12, Duration.ZERO)).containsOnly(0L);
    }

    @Test
    void whatWasLongAgoIsForgotten() {
        List<Instant> found = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            found.add(START.plusSeconds(i));
        }
        Instant later = START.plus(Duration.ofHours(2));
        found.add(later);
        assertThat(RestartLimit.of(found, MINUTE)).isEqualTo(later);
    }

    /** In minutes, of crashes a second apart. */
    private static List<Long> pauses(int crashes, Duration pause) {
        List<Instant> found = new ArrayList<>();
        List<Long> pauses = new ArrayList<>();
        for (int i = 0; i < crashes; i++) {
            Instant now = START.plusSeconds(i);
            found.add(now);
            pauses.add(Duration.between(now, RestartLimit.of(found, pause)).toMinutes());
        }
        return pauses;
    }
}
