package io.brook.analysis.detect.contract;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a site has set about detectors.
 *
 * @param values by the keys of options; those that are missing are at their defaults
 * @param disabled the types of notices that are not raised
 * @param logs those that are written beside the usual ones
 * @param site detectors of the site, beside Brook's
 */
public record DetectorSettings(
        Map<String, Integer> values, Set<String> disabled, Set<String> logs, List<SiteDetector> site) {
    /** Everything at its default, and nothing disabled. */
    public static final DetectorSettings DEFAULT = new DetectorSettings(Map.of(), Set.of());

    /** No log is written beside the usual ones. */
    public DetectorSettings(Map<String, Integer> values, Set<String> disabled) {
        this(values, disabled, Set.of(), List.of());
    }

    public int get(DetectorOption option) {
        return values.getOrDefault(option.key(), option.standard());
    }

    /** The value of an option that counts seconds. */
    public Duration seconds(DetectorOption option) {
        return Duration.ofSeconds(get(option));
    }

    /** Whether notices of a type are raised. */
    public boolean raises(String note) {
        return !disabled.contains(note);
    }
}
