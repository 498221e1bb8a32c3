package io.brook.deploy.reference;

import io.brook.deploy.metrics.Measure;

/** A table of Brook's own metrics. */
final class MetricTable {
    private MetricTable() {}

    static String text() {
        Table metrics = new Table("metric", "kind", "labels", "what it says");
        for (Measure measure : Measure.values()) {
            metrics.row(
                    Table.code(measure.id()),
                    measure.isCounter() ? "counter" : "gauge",
                    Table.code(measure.labels()),
                    measure.about() + '.');
        }
        return metrics.toString();
    }
}
