package io.brook.deploy.metrics;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** The values of all measures of a process at one time. */
public final class Readings {
    private final Map<Series, Double> values = new LinkedHashMap<>();

    /**
     * Values of several parts for the same series are added up.
     *
     * @param labels values for the measure's labels
     */
    public void put(Measure measure, double value, String... labels) {
        if (labels.length != measure.labels().size()) {
            throw new IllegalArgumentException(measure + " has the labels " + measure.labels());
        }
        values.merge(new Series(measure, List.of(labels)), value, Double::sum);
    }

    /** @param by values by the first label's value */
    public void putAll(Measure measure, Map<String, ? extends Number> by, String... more) {
        by.forEach((label, value) -> {
            String[] labels = new String[1 + more.length];
            labels[0] = label;
            System.arraycopy(more, 0, labels, 1, more.length);
            put(measure, value.doubleValue(), labels);
        });
    }

    /** All of them, in the order in which they came. */
    public Map<Series, Double> values() {
        return values;
    }
}
