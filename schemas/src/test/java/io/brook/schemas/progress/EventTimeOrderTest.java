package io.brook.schemas.progress;

import static org.assertj.core.api.Assertions.assertThat;

import io.brook.schemas.record.Progress;
import io.brook.schemas.store.Codec;
import io.brook.schemas.store.SavedMaps;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;

class EventTimeOrderTest {
    private final EventTimeOrder<String> order =
            new EventTimeOrder<>(Comparator.naturalOrder(), new SavedMaps(), Codec.STRING);
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
            assertThat(split(events, 1 + random.nextInt(5), random)).isEqualTo(expected);
        }
    }

    /** Gives the events to so many origins, lets each publish its own in order, and mixes what the origins say. */
    private static List<String> split(List<Integer> events, int origins, Random random) {
        List<List<Runnable>> scripts = new ArrayList<>();
        EventTimeOrder<String> order = new EventTimeOrder<>(Comparator.naturalOrder(), new SavedMaps(), Codec.STRING);
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
