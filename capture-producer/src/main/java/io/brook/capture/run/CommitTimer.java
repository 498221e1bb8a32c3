package io.brook.capture.run;

import io.brook.capture.kafka.CommitPace;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Commits while no packet comes: a named pipe may be silent for hours, and neither readers nor the broker wait that long for the end of
 * a transaction.
 */
final class CommitTimer implements AutoCloseable {
    /** For traces that are read without waiting. */
    static final CommitTimer NONE = new CommitTimer(null);

    private final ScheduledExecutorService timer;

    private CommitTimer(ScheduledExecutorService timer) {
        this.timer = timer;
    }

    /** @param commitIfDue called on another thread; an exception ends the timer, and is reported with the next record */
    static CommitTimer start(Runnable commitIfDue) {
        ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(task -> {
            Thread thread = new Thread(task, "brook-capture-commit");
            thread.setDaemon(true);
            return thread;
        });
        long millis = CommitPace.INTERVAL.toMillis();
        timer.scheduleWithFixedDelay(commitIfDue, millis, millis, TimeUnit.MILLISECONDS);
        return new CommitTimer(timer);
    }

    /** Stops the calls, except one that has begun. */
    @Override
    public void close() {
        if (timer != null) {
            timer.shutdown();
        }
    }
}
