package io.brook.capture.batch;

import io.brook.schemas.record.Rhythm;
import io.brook.schemas.record.Silence;
import io.brook.schemas.record.SpoolProgress;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Measures the {@link Rhythm} of a sensor: ticks and silences. Times that go back do not count. */
final class RhythmMeter {
    /** How far apart ticks are, at least: Zeek's table_expire_interval. */
    static final long TICK = 10_000_000_000L;

    /** How long a silence is, at least. */
    static final long SILENCE = 10_000_000L;

    /** How many ticks and silences are kept until they are published. */
    static final int CAPACITY = 1024;

    private List<Long> ticks = new ArrayList<>();
    private List<Silence> silences = new ArrayList<>();
    private boolean begun;
    private long start;
    private long nextTick;

    /** The latest time of a packet, or the latest time that was announced to have passed. */
    private long latest;

    RhythmMeter() {}

    /** Restores one that was saved when everything had been published. */
    RhythmMeter(SpoolProgress saved) {
        begun = true;
        start = saved.getRhythmStart();
        nextTick = saved.getNextTick();
        latest = saved.getRhythmLatest();
    }

    /** The next packet has come. */
    void packet(long time) {
        if (!begun) {
            begun = true;
            start = time;
            latest = time;
            nextTick = time;
        }
        if (time >= nextTick) {
            ticks.add(time);
            nextTick = time + TICK;
        }
        if (time - latest >= SILENCE) {
            silences.add(new Silence(latest, time));
        }
        latest = Math.max(latest, time);
    }

    /** Time has passed, perhaps without packets: live traffic ticks then, too. */
    void idle(long time) {
        if (begun && time - latest >= TICK) {
            packet(time);
        }
    }

    /** Others were told that everything before this time has happened: a silence that they have not heard of can only begin later. */
    void passed(long time) {
        latest = Math.max(latest, time);
    }

    long start() {
        return start;
    }

    long nextTick() {
        return nextTick;
    }

    long latest() {
        return latest;
    }

    boolean isFull() {
        return ticks.size() + silences.size() >= CAPACITY;
    }

    /** Returns and clears what is to be published. */
    Optional<Rhythm> take(String sensor) {
        if (ticks.isEmpty() && silences.isEmpty()) {
            return Optional.empty();
        }
        Rhythm taken = new Rhythm(sensor, start, ticks, silences);
        ticks = new ArrayList<>();
        silences = new ArrayList<>();
        return Optional.of(taken);
    }
}
