package io.brook.schemas.store;

import java.time.Duration;
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
