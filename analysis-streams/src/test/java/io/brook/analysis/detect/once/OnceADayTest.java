package io.brook.analysis.detect.once;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.store.SavedMaps;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class OnceADayTest {
    private static final long DAY = Duration.ofDays(1).toNanos();

    private final OnceADay lines = new OnceADay("s", new SavedMaps());

    @Test
    void letsTheFirstOfADayPass() {
        assertThat(lines.isFirst("a", 5)).isTrue();
        assertThat(lines.isFirst("a", 5)).isFalse();
        assertThat(lines.isFirst("a", 4 + DAY)).isFalse();
        assertThat(lines.isFirst("a", 5 + DAY)).isTrue();
        assertThat(lines.isFirst("a", 6 + DAY)).isFalse();
    }

    @Test
    void keepsSubjectsApart() {
        assertThat(lines.isFirst("a", 5)).isTrue();
        assertThat(lines.isFirst("b", 5)).isTrue();
    }

    @Test
    void forgetsTheOldestWhenThereAreTooMany() {
        for (int i = 0; i <= OnceADay.MAX_REMEMBERED; i++) {
            lines.isFirst(Integer.toString(i), i);
        }
        assertThat(lines.isFirst("1", OnceADay.MAX_REMEMBERED)).isFalse();
        assertThat(lines.isFirst("0", OnceADay.MAX_REMEMBERED)).isTrue();
    }
}
