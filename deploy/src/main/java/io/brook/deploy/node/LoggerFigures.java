package io.brook.deploy.node;

import io.brook.deploy.cluster.ConsumerLag;
import io.brook.deploy.metrics.Measure;
import io.brook.deploy.metrics.Readings;
import io.brook.notice.logger.LogWriter;
import java.util.concurrent.TimeUnit;

/** What a logger measures. */
public final class LoggerFigures {
    private static final double MS = TimeUnit.SECONDS.toMillis(1);

    private LoggerFigures() {}

    /** Reads them; from any thread. */
    public static void read(LogWriter logs, Readings into) {
        into.putAll(Measure.LOGGER_LINES, logs.lines());
        into.put(Measure.LATE_LINES, logs.lateLines());
        into.put(Measure.DEAD_LETTERS, logs.deadLetters());
        into.put(Measure.UNARCHIVED, logs.unarchived());
        into.put(Measure.GIVEN_UP, logs.stragglers());
        into.putAll(Measure.LOST, logs.losses().records());
        if (logs.lastLineMs() > 0) {
            into.put(Measure.LAST_LINE, logs.lastLineMs() / MS);
        }
        ConsumerLag.of(logs.metrics()).ifPresent(lag -> into.put(Measure.LAG, lag));
    }
}
