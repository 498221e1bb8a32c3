package io.brook.analysis.detect.beacon;

import java.util.Arrays;

/**
 * How regular numbers are, by what RITA scores: whether they lie evenly around their median (Bowley's skewness), and how close to it
 * (the median of the distances from it). Outliers count little in both, so that a missed call is no way out.
 *
 * @param symmetry from 0 to 1, which is even
 * @param closeness from 0 to 1, which is all the same
 * @param median of the numbers
 */
record Regularity(double symmetry, double closeness, long median) {
    /** @param scale the distance that counts as far; at least 1 */
    static Regularity of(long[] numbers, long scale) {
        long[] sorted = numbers.clone();
        Arrays.sort(sorted);
        double low = quantile(sorted, 0.25);
        double middle = quantile(sorted, 0.5);
        double high = quantile(sorted, 0.75);
        double skew = high == low ? 0 : (low + high - 2 * middle) / (high - low);
        long[] distances = Arrays.stream(sorted)
                .map(each -> Math.abs(each - Math.round(middle)))
                .sorted()
                .toArray();
        double far = quantile(distances, 0.5) / Math.max(scale, 1);
        return new Regularity(1 - Math.abs(skew), Math.max(0, 1 - far), Math.round(middle));
    }

    private static double quantile(long[] sorted, double part) {
        double at = part * (sorted.length - 1);
        int below = (int) at;
        int above = Math.min(below + 1, sorted.length - 1);
        return sorted[below] + (at - below) * (sorted[above] - sorted[below]);
    }

    double score() {
        return (symmetry + closeness) / 2;
    }
}
