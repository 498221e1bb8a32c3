package io.brook.analysis.detect.count;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.store.SavedMaps;
import io.brook.schemas.store.StateSink;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.assertj.core.data.Percentage;
import org.junit.jupiter.api.Test;

class DistinctWindowTest {
    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void countsFewExactlyAndManyByASketchThatSaysSo() {
        DistinctWindow few = window(1_000, new SavedMaps());
        assertThat(count(few, 0, 999)).isEmpty();
        assertThat(count(few, 999, 1_000))
                .hasValueSatisfying(counted -> assertThat(counted.inWords()).isEqualTo("at least 1000"));
        DistinctWindow many = window(100_000, new SavedMaps());
        assertThat(count(many, 0, 90_000)).isEmpty();
        // The same ones again are no more.
        assertThat(count(many, 0, 90_000)).isEmpty();
        assertThat(count(many, 90_000, 110_000)).hasValueSatisfying(counted -> {
            assertThat(counted.isEstimate()).isTrue();
            assertThat(counted.count()).isCloseTo(100_000, Percentage.withPercentage(5));
            assertThat(counted.inWords()).isEqualTo("about " + counted.count() + " (estimated)");
        });
    }

    @Test
    void forgetsASketchAnIntervalAfterTheFirst() {
        DistinctWindow window = window(3_000, new SavedMaps());
        assertThat(count(window, 0, 2_500)).isEmpty();
        long later = HOUR.toNanos();
        for (int thing = 2_500; thing < 5_000; thing++) {
            assertThat(window.observe("a", "thing " + thing, later + thing)).isEmpty();
        }
    }

    @Test
    void goesOnAfterARestartWhereItWas() {
        Map<ByteBuffer, byte[]> saved = new HashMap<>();
        SavedMaps maps = new SavedMaps(Map.of());
        assertThat(count(window(2_000, maps), 0, 1_900)).isEmpty();
        maps.save(new StateSink() {
            @Override
            public boolean isRead() {
                return true;
            }

            @Override
            public void put(byte[] key, byte[] value) {
                saved.put(ByteBuffer.wrap(key), value);
            }

            @Override
            public void remove(byte[] key) {
                saved.remove(ByteBuffer.wrap(key));
            }
        });
        DistinctWindow restored = window(2_000, new SavedMaps(saved));
        assertThat(count(restored, 0, 1_800)).isEmpty();
        assertThat(count(restored, 1_900, 2_200)).isPresent();
    }

    @Test
    void tellsTheFirstFiveSamples() {
        DistinctWindow window = window(8, new SavedMaps());
        for (int i = 0; i < 7; i++) {
            assertThat(window.observe("a", "thing " + i, "sample " + i / 2 * 2, i))
                    .isEmpty();
        }
        assertThat(window.observe("a", "last", "sample 8", 7))
                .hasValueSatisfying(counted -> assertThat(counted.samples())
                        .containsExactly("sample 0", "sample 2", "sample 4", "sample 6", "sample 8"));
    }

    @Test
    void forgetsTheQuietestSubjectWhenThereAreTooManyThings() {
        DistinctWindow window = window(500, new SavedMaps());
        for (int thing = 0; thing < 499; thing++) {
            window.observe("first", "thing " + thing, 0);
        }
        for (int i = 0; i < DistinctWindow.MAX_THINGS; i++) {
            window.observe("other " + i / 499, "thing " + i, 1);
        }
        assertThat(window.observe("first", "thing 499", 2)).isEmpty();
        assertThat(window.observe("other 400", "one more", 2)).isEmpty();
        assertThat(window.has("first", "thing 1", 2)).isFalse();
        assertThat(window.has("other 400", "thing 199600", 2)).isTrue();
    }

    private static DistinctWindow window(int threshold, SavedMaps maps) {
        return new DistinctWindow(threshold, HOUR, "s", "test", maps);
    }

    private static Optional<Counted> count(DistinctWindow window, int from, int to) {
        for (int thing = from; thing < to; thing++) {
            Optional<Counted> counted = window.observe("a", "thing " + thing, thing);
            if (counted.isPresent()) {
                return counted;
            }
        }
        return Optional.empty();
    }
}
