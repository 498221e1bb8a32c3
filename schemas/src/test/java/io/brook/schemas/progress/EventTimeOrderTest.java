package io.brook.schemas.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.record.Progress;
import io.brook.schemas.store.Codec;
import io.brook.schemas.store.SavedMaps;
import io.brook.schemas.store.Shelf;
import io.brook.schemas.store.StateSink;
import io.brook.schemas.store.TestShelf;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.Test;

class EventTimeOrderTest {
    private static final int PLENTY = 1 << 20;

    private static final Shelf NOTHING = new Shelf() {
        @Override
        public void put(String sensor, long number, byte[] bytes) {
            throw new AssertionError("so little goes to disk");
        }

        @Override
        public byte[] get(String sensor, long number) {
            throw new AssertionError();
        }

        @Override
        public void remove(String sensor, long number) {}
    };

    private final EventTimeOrder<String> order =
            new EventTimeOrder<>(Comparator.naturalOrder(), new SavedMaps(), TestShelf.make(), Codec.STRING);
    private final List<String> heard = new ArrayList<>();

    @Test
    void holdsEventsUntilAllOriginsHavePassedThem() {
        order.add("s", 10, "ten");
        order.add("s", 20, "twenty");
        assertThat(hear("s", 0, 2, 100, false)).isEmpty();
        assertThat(heard).isEmpty();
        assertThat(hear("s", 1, 2, 15, false)).contains(new EventTimeOrder.Reached("s", 15, false));
        assertThat(heard).containsExactly("ten");
    }

    @Test
    void anEventAtTheWatermarkMayStillBeJoinedByOthersOfItsTime() {
        order.add("s", 10, "b");
        hear("s", 0, 1, 10, false);
        assertThat(heard).isEmpty();
        order.add("s", 10, "a");
        hear("s", 0, 1, 11, false);
        assertThat(heard).containsExactly("a", "b");
    }

    @Test
    void handsOutInTimeOrderWhateverTheOrderOfArrival() {
        order.add("s", 3, "c");
        order.add("s", 1, "b");
        order.add("s", 2, "z");
        order.add("s", 1, "a");
        order.add("s", -5, "before the epoch");
        hear("s", 0, 1, 100, false);
        assertThat(heard).containsExactly("before the epoch", "a", "b", "z", "c");
    }

    @Test
    void anEventThatComesTooLateIsNotLost() {
        hear("s", 0, 1, 100, false);
        order.add("s", 50, "late");
        order.add("s", 120, "in time");
        assertThat(hear("s", 0, 1, 100, false)).isEmpty();
        assertThat(heard).isEmpty();
        hear("s", 0, 1, 130, false);
        assertThat(heard).containsExactly("late", "in time");
    }

    @Test
    void theEndHandsOutEverything() {
        order.add("s", Long.MAX_VALUE, "at the end of time");
        order.add("s", 5, "five");
        hear("s", 0, 2, 1, true);
        assertThat(heard).isEmpty();
        assertThat(hear("s", 1, 2, 3, true)).contains(new EventTimeOrder.Reached("s", 3, true));
        assertThat(heard).containsExactly("five", "at the end of time");
    }

    @Test
    void sensorsDoNotWaitForEachOther() {
        order.add("a", 1, "a1");
        order.add("b", 1, "b1");
        hear("a", 0, 2, 10, false);
        hear("b", 0, 1, 10, false);
        assertThat(heard).containsExactly("b1");
        hear("a", 1, 2, 10, false);
        assertThat(heard).containsExactly("b1", "a1");
    }

    @Test
    void aSensorThatComesAgainStartsAfresh() {
        hear("s", 0, 1, 100, true);
        order.add("s", 5, "again");
        assertThat(hear("s", 0, 1, 6, false)).contains(new EventTimeOrder.Reached("s", 6, false));
        assertThat(heard).containsExactly("again");
    }

    @Test
    void aProgressThatCannotBeBreaksNothing() {
        order.add("s", 1, "one");
        assertThat(hear("s", 7, 2, 10, false)).isEmpty();
        assertThat(hear("s", 0, -3, 10, true)).isEmpty();
        hear("s", 0, 1, 10, false);
        assertThat(heard).containsExactly("one");
    }

    @Test
    void theResultDoesNotDependOnHowTheTrafficWasSplit() {
        Random random = new Random(4);
        List<Integer> events = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            events.add(random.nextInt(500));
        }
        List<String> expected = events.stream()
                .sorted()
                .map(time -> String.format("%04d", time))
                .toList();
        for (int round = 0; round < 50; round++) {
            assertThat(split(events, 1 + random.nextInt(5), PLENTY, random)).isEqualTo(expected);
            assertThat(split(events, 1 + random.nextInt(5), 1 + random.nextInt(30), random))
                    .isEqualTo(expected);
        }
    }

    @Test
    void whatWaitsOnDiskMovesWithTheTask() {
        Random random = new Random(7);
        Map<ByteBuffer, byte[]> saved = new HashMap<>();
        StateSink sink = new StateSink() {
            @Override
            public void put(byte[] key, byte[] value) {
                saved.put(ByteBuffer.wrap(key), value);
            }

            @Override
            public void remove(byte[] key) {
                saved.remove(ByteBuffer.wrap(key));
            }
        };
        Shelf shelf = TestShelf.make();
        List<String> expected = new ArrayList<>();
        for (int commit = 0; commit < 40; commit++) {
            SavedMaps maps = new SavedMaps(saved);
            EventTimeOrder<String> moved =
                    new EventTimeOrder<>(Comparator.naturalOrder(), maps, shelf, Codec.STRING, 500);
            for (int i = 0; i < 1000; i++) {
                // Long, so that there are several pieces in a run.
                String event = "%06d".formatted(random.nextInt(100_000) + commit * 1000) + "x".repeat(1000);
                expected.add(event);
                for (String sensor : List.of("s", "other")) {
                    moved.add(sensor, Long.parseLong(event.substring(0, 6)), event);
                }
            }
            for (String sensor : List.of("s", "other")) {
                boolean end = commit == 39;
                Consumer<String> out = sensor.equals("s") ? heard::add : event -> {};
                moved.advance(new Progress(sensor, "analysis", 0, 1, commit * 1000L, end), out);
            }
            maps.save(sink);
        }
        Collections.sort(expected);
        assertThat(heard).isEqualTo(expected);
        assertThat(saved).isEmpty();
    }

    @Test
    void keepsALittleOfEachOfVeryManySensorsInMemory() {
        EventTimeOrder<String> many =
                new EventTimeOrder<>(Comparator.naturalOrder(), new SavedMaps(), NOTHING, Codec.STRING, 20_000);
        for (int i = 0; i < 100_000; i++) {
            many.add("sensor" + i % 1000, i, "event" + i);
        }
        for (int sensor = 0; sensor < 1000; sensor++) {
            many.advance(new Progress("sensor" + sensor, "analysis", 0, 1, 0L, true), heard::add);
        }
        assertThat(heard).hasSize(100_000);
    }

    /** Gives the events to so many origins, lets each publish its own in order, and mixes what the origins say. */
    private static List<String> split(List<Integer> events, int origins, int most, Random random) {
        List<List<Runnable>> scripts = new ArrayList<>();
        EventTimeOrder<String> order =
                new EventTimeOrder<>(Comparator.naturalOrder(), new SavedMaps(), TestShelf.make(), Codec.STRING, most);
        List<String> out = new ArrayList<>();
        for (int origin = 0; origin < origins; origin++) {
            int me = origin;
            List<Runnable> script = new ArrayList<>();
            for (int i = origin; i < events.size(); i += origins) {
                int time = events.get(i);
                script.add(() -> order.add("s", time, String.format("%04d", time)));
            }
            // The events between two progresses come in any order; here all before one progress.
            Collections.shuffle(script, random);
            script.add(() -> order.advance(new Progress("s", "analysis", me, origins, 499L, false), out::add));
            script.add(() -> order.advance(new Progress("s", "analysis", me, origins, 500L, true), out::add));
            scripts.add(script);
        }
        while (!scripts.isEmpty()) {
            List<Runnable> script = scripts.get(random.nextInt(scripts.size()));
            script.remove(0).run();
            if (script.isEmpty()) {
                scripts.remove(script);
            }
        }
        return out;
    }

    private Optional<EventTimeOrder.Reached> hear(String sensor, int origin, int origins, long time, boolean end) {
        return order.advance(new Progress(sensor, "analysis", origin, origins, time, end), heard::add);
    }
}
