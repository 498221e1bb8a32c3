package io.brook.analysis.detect.count;

import java.time.Duration;
import java.util.List;

/**
 * What was counted of a subject when it reached the threshold.
 *
 * @param count how many different things
 * @param isEstimate whether a sketch has counted them: the standard error is 1.6 %
 * @param nanos from the first of them to the last
 * @param samples the first few different samples that were given
 */
public record Counted(long count, boolean isEstimate, long nanos, List<String> samples) {
    /** Whether there may have been more different samples than those. */
    public boolean isSampled() {
        return samples.size() == Window.MAX_SAMPLES;
    }

    /** How many, in words: "at least 25", "about 100000 (estimated)". */
    public String inWords() {
        return isEstimate ? "about " + count + " (estimated)" : "at least " + count;
    }

    /** How long it took, as Zeek's scripts write it: 1m4s. */
    public String duration() {
        Duration duration = Duration.ofNanos(nanos);
        return duration.toMinutes() + "m" + duration.toSecondsPart() + "s";
    }
}
