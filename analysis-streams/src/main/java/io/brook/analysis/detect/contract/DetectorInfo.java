package io.brook.analysis.detect.contract;

import java.util.List;

/**
 * What the reference says about a detector.
 *
 * @param notes the types of the notices that it raises
 * @param condition when it raises them
 * @param again what makes two notices the same, and for how long the second one is suppressed
 * @param options what can be set about it
 */
public record DetectorInfo(List<String> notes, String condition, String again, List<DetectorOption> options) {}
