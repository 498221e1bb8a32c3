package io.brook.analysis.detect.contract;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * What a site has set about detectors.
 *
 * @param values by the keys of options; those that are missing are at their defaults
 * @param lists by their keys; those that are missing are at their defaults
 * @param disabled the types of notices that are not raised
 * @param logs those that are written beside the usual ones
 * @param site detectors of the site, beside Brook's
 */
public record DetectorSettings(
        Map<String, Integer> values,
        Map<String, List<String>> lists,
        Set<String> disabled,
        Set<String> logs,
        List<SiteDetector> site) {
    /** Everything at its default, and nothing disabled. */
    public static final DetectorSettings DEFAULT = new DetectorSettings(Map.of(), Set.of());

    /** Lists are at their defaults, and no log is written beside the usual ones. */
    public DetectorSettings(Map<String, Integer> values, Set<String> disabled) {
        this(values, Map.of(), disabled, Set.of(), List.of());
    }

    public int get(DetectorOption option) {
        return values.getOrDefault(option.key(), option.standard());
    }

    public List<String> get(DetectorList list) {
        return lists.getOrDefault(list.key(), list.standard());
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
