package io.brook.notice.order;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongSupplier;

/**
 * Sensors that stall while others go on: after a while nobody waits for them, until they have caught up. The time is measured by the
 * clock, but only while some sensor goes on: when all stall, the cause is the stages or the brokers, and not a sensor; then the
 * time is {@value #COMMON} times as long.
 */
public final class Stragglers {
    private static final int COMMON = 20;
    /** After half of the time a line says who is waited for; a pause of all sensors counts for no more than that. */
    private static final int HALF = 2;

    private final long patience;
    private final LongSupplier clock;
    private final Consumer<String> say;
    private final Map<String, Sensor> sensors = new HashMap<>();
    /** How long any sensor has moved, up to the last move. */
    private long busy;

    private long lastMove;
    private volatile int givenUp;

    private enum State {
        MOVES,
        AWAITED,
        GIVEN_UP,
        BEHIND
    }

    private static final class Sensor {
        private State state = State.MOVES;
        private long moved;
        private long movedBusy;
    }

    /** How far sensors have come. */
    interface Positions {
        /** Whether a sensor has ended in all stages. */
        boolean isEnded(String sensor);

        /** The time that all stages have passed. */
        long heard(String sensor);

        /** The part that it waits for, in words. */
        String slowest(String sensor);
    }

    /**
     * @param patience how long a sensor may stall
     * @param clock nanoseconds from some origin
     * @param say takes a line when a sensor is waited for, given up, or moves again
     */
    public Stragglers(Duration patience, LongSupplier clock, Consumer<String> say) {
        this.patience = patience.toNanos();
        this.clock = clock;
        this.say = say;
        lastMove = clock.getAsLong();
    }

    /** Adds a sensor. */
    void open(String name) {
        Sensor sensor = new Sensor();
        sensor.moved = clock.getAsLong();
        sensor.movedBusy = busy;
        sensors.put(name, sensor);
    }

    /** Forgets a sensor. */
    void close(String name) {
        sensors.remove(name);
    }

    /** Notes that a sensor has moved. */
    void move(String name) {
        long now = clock.getAsLong();
        busy += Math.min(now - lastMove, patience / HALF);
        lastMove = now;
        Sensor sensor = sensors.get(name);
        if (sensor.state == State.GIVEN_UP || sensor.state == State.AWAITED) {
            say.accept("sensor " + name + " moves again after " + seconds(now - sensor.moved));
            sensor.state = sensor.state == State.GIVEN_UP ? State.BEHIND : State.MOVES;
        }
        sensor.moved = now;
        sensor.movedBusy = busy;
    }

    /** Decides again which sensors stall. */
    void look(Positions positions) {
        long now = clock.getAsLong();
        sensors.forEach((name, sensor) -> {
            if (!positions.isEnded(name)) {
                look(name, sensor, now, positions);
            } else if (sensor.state != State.BEHIND) {
                sensor.state = State.MOVES;
            }
        });
        long slowest = sensors.entrySet().stream()
                .filter(each -> isAwaited(each.getKey()))
                .mapToLong(each -> positions.heard(each.getKey()))
                .min()
                .orElse(Long.MIN_VALUE);
        sensors.forEach((name, sensor) -> {
            if (sensor.state == State.BEHIND && positions.heard(name) >= slowest) {
                sensor.state = State.MOVES;
            }
        });
        givenUp = (int) sensors.values().stream()
                .filter(sensor -> sensor.state == State.GIVEN_UP)
                .count();
    }

    /** How many sensors stalled at the last check and are not waited for. Safe to call from any thread. */
    public int givenUp() {
        return givenUp;
    }

    private void look(String name, Sensor sensor, long now, Positions positions) {
        long still = busy - sensor.movedBusy;
        if (sensor.state == State.GIVEN_UP) {
            return;
        }
        if (still > patience || (now - sensor.moved) / COMMON > patience) {
            say.accept("sensor " + name + " has stood still for " + seconds(now - sensor.moved) + " ("
                    + positions.slowest(name) + "): its lines are not waited for any more, and may come out of order");
            sensor.state = State.GIVEN_UP;
        } else if (still > patience / HALF && sensor.state == State.MOVES) {
            say.accept("waiting for sensor " + name + ", which has stood still for " + seconds(now - sensor.moved)
                    + " (" + positions.slowest(name) + ")");
            sensor.state = State.AWAITED;
        }
    }

    private static String seconds(long nanos) {
        return Duration.ofNanos(nanos).toSeconds() + " s";
    }

    /** Whether a sensor stalls, so that nothing more is expected for now. */
    boolean isStill(String name) {
        return sensors.get(name).state == State.GIVEN_UP;
    }

    /** Whether others wait for a sensor. */
    boolean isAwaited(String name) {
        State state = sensors.get(name).state;
        return state != State.GIVEN_UP && state != State.BEHIND;
    }
}
