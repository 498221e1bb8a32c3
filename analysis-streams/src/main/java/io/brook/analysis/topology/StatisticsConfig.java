package io.brook.analysis.topology;

import io.brook.analysis.detect.loss.LossLimits;
import java.time.Duration;

/**
 * What is logged of how well captures do: stats.log and capture_loss.log.
 *
 * @param ofTraces whether it is logged of traces too, and not only of live traffic
 * @param loss how long losses are counted for a line
 * @param limits when losses are worth a notice
 * @param stats how long what a tap does is counted for a line
 */
public record StatisticsConfig(boolean ofTraces, Duration loss, LossLimits limits, Duration stats) {
    /** Zeek's intervals. */
    public static final StatisticsConfig DEFAULT =
            new StatisticsConfig(false, Duration.ofMinutes(15), LossLimits.DEFAULT, Duration.ofMinutes(5));
}
