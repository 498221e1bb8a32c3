package io.brook.deploy.metrics;

import java.util.List;
import java.util.StringJoiner;

/**
 * A measure with values for its labels.
 *
 * @param labels the values, in the order of the labels
 */
public record Series(Measure measure, List<String> labels) {
    /** As Prometheus writes it: {@code brook_worker_lines_total{log="conn"}}. */
    @Override
    public String toString() {
        if (labels.isEmpty()) {
            return measure.id();
        }
        StringJoiner all = new StringJoiner(",", measure.id() + '{', "}");
        for (int i = 0; i < labels.size(); i++) {
            all.add(measure.labels().get(i) + "=\"" + labels.get(i) + '"');
        }
        return all.toString();
    }
}
