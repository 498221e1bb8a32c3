package io.brook.notice.topology;

import io.brook.notice.NoticeConfig;
import org.apache.kafka.streams.Topology;

/** The stream tasks that judge notices. */
public final class NoticeTopology {
    private NoticeTopology() {}

    /**
     * Adds the tasks to a topology.
     *
     * @param partitions the number of partitions of the topic notices, and so of tasks
     */
    public static void addTo(Topology topology, NoticeConfig config, int partitions) {
        throw new UnsupportedOperationException();
    }
}
