package io.brook.schemas.store;

import java.time.Duration;
import org.apache.kafka.streams.processor.Cancellable;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Makes a task commit soon, before its interval is over, when somebody waits for its output: at the end of a sensor's input. So the
 * interval can be long, and state need not be saved often.
 */
public final class PromptCommit {
    private static final Duration TICK = Duration.ofMillis(10);

    /** The longest that an end waits, so that ends of sensors that follow each other are committed together. */
    private static final int MOST_TICKS = 10;

    private final ProcessorContext<?, ?> context;

    /** Runs only while somebody waits: Kafka Streams commits a task whenever a clock of it has ticked, whether it has anything or not. */
    private Cancellable clock;

    /** Whether somebody asked since the last tick. */
    private boolean isFresh;

    private int ticks;

    public PromptCommit(ProcessorContext<?, ?> context) {
        this.context = context;
    }

    /** Somebody waits from now on. Only to be called while the task processes something. */
    public void request() {
        isFresh = true;
        if (clock == null) {
            ticks = 0;
            clock = context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, now -> tick());
        }
    }

    private void tick() {
        if (!isFresh || ++ticks >= MOST_TICKS) {
            clock.cancel();
            clock = null;
            context.commit();
        }
        isFresh = false;
    }
}
