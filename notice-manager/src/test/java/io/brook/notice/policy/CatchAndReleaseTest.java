package io.brook.notice.policy;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.store.SavedMaps;
import java.util.OptionalLong;
import org.junit.jupiter.api.Test;

class CatchAndReleaseTest {
    private static final long MINUTE = 60_000_000_000L;
    private static final long HOUR = 60 * MINUTE;
    private static final long DAY = 24 * HOUR;

    private final CatchAndRelease drops = new CatchAndRelease(new SavedMaps());

    private OptionalLong drop(long now) {
        return drops.drop("a", "A::B x", "192.0.2.7", now);
    }

    @Test
    void blocksForLongerEachTimeAndNeverTwiceAtOnce() {
        assertThat(drop(0)).hasValue(10 * MINUTE);
        assertThat(drop(10 * MINUTE - 1)).isEmpty();
        assertThat(drop(10 * MINUTE)).hasValue(10 * MINUTE + HOUR);
        assertThat(drop(3 * HOUR)).hasValue(3 * HOUR + DAY);
        assertThat(drop(2 * DAY)).hasValue(9 * DAY);
        assertThat(drop(9 * DAY - 1)).isEmpty();
    }

    @Test
    void beginsAfreshWithAnAddressThatWasNotHeardOfForLong() {
        assertThat(drop(0)).hasValue(10 * MINUTE);
        assertThat(drop(HOUR)).hasValue(HOUR + 10 * MINUTE);
        assertThat(drops.drop("b", "A::B x", "192.0.2.7", 5 * HOUR)).hasValue(5 * HOUR + 10 * MINUTE);
    }

    @Test
    void forgetsWhatIsNotWatchedAnyMore() {
        for (int i = 0; i < 100; i++) {
            drops.drop("a", "A::B x", "192.0.2." + i, i);
        }
        assertThat(drops.size()).isEqualTo(100);
        drops.drop("a", "A::B x", "198.51.100.1", 2 * HOUR);
        assertThat(drops.size()).isEqualTo(1);
        drops.forget("a");
        assertThat(drops.size()).isZero();
    }

    /** Notices of other types may be judged by other tasks. */
    @Test
    void eachTypeAndIdentifierRemembersForItself() {
        assertThat(drop(0)).hasValue(10 * MINUTE);
        assertThat(drops.drop("a", "A::B y", "192.0.2.7", 10 * MINUTE)).hasValue(20 * MINUTE);
        assertThat(drops.drop("a", "A::C x", "192.0.2.7", 11 * MINUTE)).hasValue(21 * MINUTE);
        assertThat(drop(12 * MINUTE)).hasValue(12 * MINUTE + HOUR);
    }
}
