package io.brook.analysis.detect.contract;

/**
 * A number that a detector judges by, and that a site may set.
 *
 * @param key its name in the configuration file
 * @param standard its default
 * @param least the smallest that makes sense
 * @param most the greatest that does
 * @param unit what it counts
 * @param about what it means, and why the default is what it is
 */
public record DetectorOption(String key, int standard, int least, int most, String unit, String about) {
    private static final int LONGEST = 30 * 24 * 3_600;

    /** How many of something it takes; counted by a sketch when there are very many. */
    public static DetectorOption threshold(String key, int standard, String unit, String about) {
        return new DetectorOption(key, standard, 1, 100_000_000, unit, about);
    }

    /** The time within which they are counted. */
    public static DetectorOption interval(String key, int seconds, String about) {
        return new DetectorOption(key, seconds, 1, LONGEST, "seconds", about);
    }
}
