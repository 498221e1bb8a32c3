package io.brook.schemas.store;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;

class SavedMapTest {
    private final Pieces saved = new Pieces();
    private SavedMaps maps = new SavedMaps(saved.pieces);
    private SavedMap<String, Long> map = map();

    /** What is saved, and how much was ever written. */
    private static final class Pieces implements StateSink {
        private final Map<ByteBuffer, byte[]> pieces = new HashMap<>();
        private int puts;
        private int removals;

        @Override
        public void put(byte[] key, byte[] value) {
            pieces.put(ByteBuffer.wrap(key), value);
            puts++;
        }

        @Override
        public void remove(byte[] key) {
            assertThat(pieces.remove(ByteBuffer.wrap(key))).isNotNull();
            removals++;
        }
    }

    private SavedMap<String, Long> map() {
        return maps.map("sensor", "map", Codec.STRING, Codec.LONG);
    }

    private void move() {
        maps.save(saved);
        maps = new SavedMaps(saved.pieces);
        map = map();
    }

    private List<String> entries() {
        List<String> entries = new ArrayList<>();
        map.forEach((key, value) -> entries.add(key + '=' + value));
        return entries;
    }

    @Test
    void keepsEntriesAndTheirOrderWhenItMoves() {
        map.put("b", 1L);
        map.put("a", 2L);
        map.put("c", 3L);
        map.putLast("b", 4L);
        move();
        assertThat(entries()).containsExactly("a=2", "c=3", "b=4");
        map.put("d", 5L);
        move();
        assertThat(entries()).containsExactly("a=2", "c=3", "b=4", "d=5");
    }

    @Test
    void savesNothingOfWhatCameAndWentBetweenTwoSaves() {
        map.put("a", 1L);
        map.remove("a");
        maps.save(saved);
        assertThat(saved.puts + saved.removals).isZero();
    }

    @Test
    void savesOnlyWhatHasChanged() {
        map.put("a", 1L);
        map.put("b", 2L);
        maps.save(saved);
        map.put("b", 3L);
        map.put("b", 4L);
        maps.save(saved);
        assertThat(saved.puts).isEqualTo(3);
    }

    @Test
    void removesAllOfASensorThatIsForgotten() {
        map.put("a", 1L);
        maps.map("other", "map", Codec.STRING, Codec.LONG).put("a", 2L);
        maps.save(saved);
        maps.forget("sensor");
        maps.save(saved);
        assertThat(saved.pieces).hasSize(1);
        assertThat(map().get("a")).isNull();
    }

    @Test
    void isTheSameAsAMapThatNeverMovesWhateverIsDone() {
        SplittableRandom random = new SplittableRandom(1);
        SavedMap<String, Long> still = new SavedMaps().map("sensor", "map", Codec.STRING, Codec.LONG);
        for (int i = 0; i < 20_000; i++) {
            String key = "k" + random.nextInt(20);
            long value = i;
            switch (random.nextInt(6)) {
                case 0, 1 -> {
                    map.put(key, value);
                    still.put(key, value);
                }
                case 2 -> {
                    map.putLast(key, value);
                    still.putLast(key, value);
                }
                case 3 -> assertThat(map.remove(key)).isEqualTo(still.remove(key));
                case 4 -> move();
                default -> maps.save(saved);
            }
            assertThat(map.firstKey()).isEqualTo(still.firstKey());
            assertThat(map.first()).isEqualTo(still.first());
        }
        List<String> expected = new ArrayList<>();
        still.forEach((key, value) -> expected.add(key + '=' + value));
        assertThat(entries()).isEqualTo(expected);
        maps.save(saved);
        assertThat(saved.pieces).hasSize(still.size());
    }
}
