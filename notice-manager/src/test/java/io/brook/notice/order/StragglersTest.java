package io.brook.notice.order;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StragglersTest {
    private long seconds = 100;
    private final List<String> said = new ArrayList<>();
    private final Stragglers stragglers = new Stragglers(
            Duration.ofSeconds(30), () -> Duration.ofSeconds(seconds).toNanos(), said::add);
    private final Map<String, Long> heard = new HashMap<>();

    private final Stragglers.Positions positions = new Stragglers.Positions() {
        @Override
        public boolean isEnded(String sensor) {
            return heard(sensor) == Long.MAX_VALUE;
        }

        @Override
        public long heard(String sensor) {
            return heard.getOrDefault(sensor, 0L);
        }

        @Override
        public String slowest(String sensor) {
            return "no news of " + sensor;
        }
    };

    @BeforeEach
    void open() {
        stragglers.open("a");
        stragglers.open("b");
    }

    @Test
    void givesUpASensorThatStandsStillWhileAnotherMoves() {
        move("b", 1);
        pass(30, "a");
        assertThat(stragglers.isAwaited("b")).isTrue();
        assertThat(said).containsExactly("waiting for sensor b, which has stood still for 16 s (no news of b)");
        pass(1, "a");
        assertThat(stragglers.isAwaited("b")).isFalse();
        assertThat(stragglers.isStill("b")).isTrue();
        assertThat(stragglers.isAwaited("a")).isTrue();
        pass(100, "a");
        assertThat(said)
                .hasSize(2)
                .last()
                .asString()
                .isEqualTo(
                        "sensor b has stood still for 31 s (no news of b): its lines are not waited for any more, and may"
                                + " come out of order");
    }

    @Test
    void waitsAgainForOneThatMovesOnceItHasCaughtUp() {
        pass(40, "a");
        said.clear();
        move("b", 10);
        assertThat(said).containsExactly("sensor b moves again after 40 s");
        assertThat(stragglers.isStill("b")).isFalse();
        assertThat(stragglers.isAwaited("b")).isFalse();
        pass(1, "a");
        move("b", 41);
        assertThat(stragglers.isAwaited("b")).isTrue();
    }

    @Test
    void holdsNoSensorToAccountWhenAllStandStill() {
        pass(10, "a", "b");
        seconds += 500;
        stragglers.look(positions);
        assertThat(stragglers.isAwaited("a") && stragglers.isAwaited("b")).isTrue();
        // The stages are back; the sensors come one after the other.
        move("a", 600);
        seconds += 14;
        move("a", 614);
        assertThat(stragglers.isAwaited("b")).isTrue();
        move("b", 614);
        pass(20, "a", "b");
        assertThat(stragglers.isAwaited("a") && stragglers.isAwaited("b")).isTrue();
    }

    @Test
    void holdsLinesBackForTenMinutesWhenAllStandStill() {
        seconds += 600;
        stragglers.look(positions);
        assertThat(stragglers.isStill("a")).isFalse();
        seconds += 31;
        stragglers.look(positions);
        assertThat(stragglers.isStill("a")).isTrue();
    }

    @Test
    void doesNotTakeTheEndForAStandstill() {
        move("b", Long.MAX_VALUE);
        pass(100, "a");
        assertThat(stragglers.isStill("b")).isFalse();
        assertThat(said).isEmpty();
    }

    /** So many seconds, in each of which some sensors move. */
    private void pass(int count, String... moving) {
        for (int i = 0; i < count; i++) {
            seconds++;
            for (String sensor : moving) {
                move(sensor, seconds - 100);
            }
        }
    }

    private void move(String sensor, long time) {
        heard.put(sensor, time);
        stragglers.move(sensor);
        stragglers.look(positions);
    }
}
