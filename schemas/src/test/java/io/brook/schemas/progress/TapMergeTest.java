package io.brook.schemas.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.record.Progress;
import io.brook.schemas.record.TapProgress;
import io.brook.schemas.record.TapState;
import io.brook.schemas.store.SavedMaps;
import io.brook.schemas.store.StateSink;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class TapMergeTest {
    private static final long PATIENCE = 10;

    private SavedMaps maps = new SavedMaps();
    private TapMerge merge = new TapMerge(maps);

    /** What it tells: a time, with an asterisk where connections are closed and a dot at the end; nothing where it is silent. */
    private String hear(String tap, long time, TapState state) {
        TapProgress progress = new TapProgress("site", tap, 1, 4, time, PATIENCE, state, 0L, 0L, 0L, 0L, 0L);
        return merge.hear(progress)
                .map(told -> told.progress().getTime()
                        + (told.close() ? "*" : "")
                        + (told.progress().getEnd() ? "." : ""))
                .orElse("");
    }

    private String hear(String tap, long time) {
        return hear(tap, time, TapState.RUNNING);
    }

    @Test
    void oneTapIsTheSensor() {
        assertThat(hear("a", 5)).isEqualTo("5");
        assertThat(hear("a", 5)).isEmpty();
        assertThat(hear("a", 500)).isEqualTo("500");
        assertThat(hear("a", 400)).isEmpty();
        assertThat(hear("a", 501)).isEqualTo("501");
    }

    @Test
    void saysForWhichPartitionItIs() {
        TapProgress tap = new TapProgress("site", "a", 1, 4, 7L, PATIENCE, TapState.RUNNING, 0L, 0L, 0L, 0L, 0L);
        assertThat(merge.hear(tap).orElseThrow().progress())
                .isEqualTo(new Progress("site", "capture", 1, 4, 7L, false));
    }

    @Test
    void severalComeAsFarAsTheSlowest() {
        assertThat(hear("a", 5)).isEqualTo("5");
        assertThat(hear("b", 3)).isEmpty();
        assertThat(hear("a", 8)).isEmpty();
        assertThat(hear("b", 6)).isEqualTo("6");
        assertThat(hear("b", 9)).isEqualTo("8");
    }

    @Test
    void oneThatIsSilentIsWaitedForNoLongerThanItsPatience() {
        hear("a", 5);
        hear("b", 5);
        assertThat(hear("a", 15)).isEmpty();
        assertThat(hear("a", 16)).isEqualTo("16");
        // It comes back, and counts again once it has caught up.
        assertThat(hear("b", 10)).isEmpty();
        assertThat(hear("a", 18)).isEmpty();
        assertThat(hear("b", 17)).isEqualTo("17");
        assertThat(hear("b", 20)).isEqualTo("18");
    }

    @Test
    void oneThatLeavesIsWaitedForNoMore() {
        hear("a", 5);
        hear("b", 5);
        assertThat(hear("a", 9)).isEmpty();
        assertThat(hear("b", 6, TapState.CLOSED)).isEqualTo("9");
        assertThat(hear("a", 9, TapState.LEFT)).isEmpty();
        assertThat(hear("a", 20)).isEqualTo("20");
    }

    @Test
    void connectionsAreClosedWhenTheLastOneSaysSo() {
        hear("a", 5);
        assertThat(hear("a", 6, TapState.CLOSED)).isEqualTo("6*");
        // The sensor goes on.
        assertThat(hear("a", 8)).isEqualTo("8");
        assertThat(hear("a", 8, TapState.CLOSED)).isEqualTo("8*");
    }

    @Test
    void theSensorEndsWithItsLastTap() {
        hear("a", 5);
        hear("b", 7);
        assertThat(hear("b", 7, TapState.ENDED)).isEmpty();
        assertThat(hear("a", 6, TapState.ENDED)).isEqualTo("6.");
        // Nothing of it is left.
        assertThat(hear("a", 1)).isEqualTo("1");
    }

    @Test
    void aTapWhoseTimeIsNotKnownHoldsUpNobody() {
        assertThat(hear("a", Watermark.NOTHING)).isEmpty();
        assertThat(hear("b", 5)).isEqualTo("5");
    }

    @Test
    void goesOnElsewhereFromWhatWasSaved() {
        maps = new SavedMaps(Map.of());
        merge = new TapMerge(maps);
        hear("a", 5);
        hear("b", 7);
        Map<ByteBuffer, byte[]> saved = new HashMap<>();
        maps.save(new StateSink() {
            @Override
            public void put(byte[] key, byte[] value) {
                saved.put(ByteBuffer.wrap(key), value);
            }

            @Override
            public void remove(byte[] key) {
                saved.remove(ByteBuffer.wrap(key));
            }
        });

        maps = new SavedMaps(saved);
        merge = new TapMerge(maps);
        assertThat(hear("b", 9)).isEmpty();
        assertThat(hear("a", 8)).isEqualTo("8");
    }
}
