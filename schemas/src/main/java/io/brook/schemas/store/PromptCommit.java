package io.brook.schemas.store;

import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Has a task commit soon, not only when its interval is over, once somebody waits for what it has said: at the end of a sensor's
 * input. The interval can then be long, and what is saved at each commit is saved seldom.
 */
public final class PromptCommit {
    private static final Duration TICK = Duration.ofMillis(10);

    /** The ends of sensors that come one after the other are committed together, but none waits longer. */
    private static final int MOST_TICKS = 10;

    private boolean isWanted;

    /** Whether somebody asked since the last tick. */
    private boolean isFresh;

    private int ticks;

    public PromptCommit(ProcessorContext<?, ?> context) {
        context.schedule(TICK, PunctuationType.WALL_CLOCK_TIME, now -> {
            if (isWanted && (!isFresh || ++ticks >= MOST_TICKS)) {
                isWanted = false;
                ticks = 0;
                context.commit();
            }
            isFresh = false;
        });
    }

    /** Somebody waits from now on. */
    public void request() {
        isWanted = true;
        isFresh = true;
    }
}
