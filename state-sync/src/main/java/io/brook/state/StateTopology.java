package io.brook.state;

import org.apache.kafka.streams.Topology;

/** The stream tasks that own what all workers share. */
public final class StateTopology {
    private StateTopology() {}

    /**
     * Adds the tasks to a topology.
     *
     * @param partitions the number of partitions of the topic observations, and so of tasks
     */
    public static void addTo(Topology topology, int partitions) {
        throw new UnsupportedOperationException();
    }
}
