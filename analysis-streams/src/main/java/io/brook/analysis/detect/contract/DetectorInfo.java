package io.brook.analysis.detect.contract;

import java.util.List;

/**
 * What the reference says about a detector.
 *
 * @param notes the types of the notices that it raises
 * @param condition when it raises them
 * @param again what makes two notices the same, and for how long the second one is suppressed
 * @param options the numbers that can be set about it
 * @param lists the lists that can be set about it
 */
public record DetectorInfo(
        List<String> notes, String condition, String again, List<DetectorOption> options, List<DetectorList> lists) {
    /** One about which no lists can be set. */
    public DetectorInfo(List<String> notes, String condition, String again, List<DetectorOption> options) {
        this(notes, condition, again, options, List.of());
    }
}
