package io.brook.analysis.topology;

import org.apache.kafka.streams.Topology;

/** The workers' stream tasks: packets to connections to detections. */
public final class AnalysisTopology {
    private AnalysisTopology() {}

    /**
     * Adds the tasks to a topology.
     *
     * @param subjectPartitions the number of partitions of the topic attempts, and so of detection tasks
     */
    public static void addTo(Topology topology, AnalysisConfig config, int subjectPartitions) {
        throw new UnsupportedOperationException();
    }
}
