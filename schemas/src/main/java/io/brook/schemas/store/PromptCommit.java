package io.brook.schemas.store;

import java.time.Duration;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.ProcessorContext;

/**
 * Has a task commit soon, not only when its interval is over, once somebody waits for what it has said: at the end of a sensor's
 * input. The interval can then be long, and what is saved at each commit is saved seldom.
 */
public final class PromptCommit {
    /** The ends of many sensors are committed together. */
    private static final Duration SOON = Duration.ofMillis(10);

    private boolean isWanted;

    public PromptCommit(ProcessorContext<?, ?> context) {
        context.schedule(SOON, PunctuationType.WALL_CLOCK_TIME, now -> {
            if (isWanted) {
                isWanted = false;
                context.commit();
            }
        });
    }

    /** Somebody waits from now on. */
    public void request() {
        isWanted = true;
    }
}
