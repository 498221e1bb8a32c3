package io.brook.capture.batch;

import io.brook.schemas.flow.FlowKey;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The hosts between which one connection announces others, as FTP does for its data. Their flows can only be understood when packets
 * of all of them are analysed in order, so at most one of their batches is open at a time, and the worker reads their packets in the
 * order of time. Hosts are recognised by the port of a protocol that does this.
 *
 * <p>Remembers at most {@value #MAX_HOSTS} pairs of hosts; beyond that the oldest pair is forgotten.
 */
final class RelatedFlows {
    static final int MAX_HOSTS = 10_000;

    /** FTP, and IRC with its direct connections. */
    private static final int[] ANNOUNCING = {21, 2811, 6666, 6667, 6668, 6669};

    /** Their open batch, by the hosts; null while none is open. */
    private final Map<Long, OpenBatch> open = new LinkedHashMap<>();

    /** The hosts that are known, in the order in which they were seen. */
    List<Long> hosts() {
        return List.copyOf(open.keySet());
    }

    /** Adds hosts that are known from before. */
    void restore(List<Long> hosts) {
        hosts.forEach(each -> open.put(each, null));
    }

    /**
     * Notes that a packet is about to be added to a batch.
     *
     * @return the batch that must be sent first, or null
     */
    OpenBatch before(OpenBatch batch) {
        boolean announces = announces(batch.flow);
        if (!announces && open.isEmpty()) {
            return null;
        }
        Long hosts = batch.flow.hosts();
        if (!announces && !open.containsKey(hosts)) {
            return null;
        }
        OpenBatch other = open.put(hosts, batch);
        if (open.size() > MAX_HOSTS) {
            open.remove(open.keySet().iterator().next());
        }
        return other == batch ? null : other;
    }

    /** Notes that a batch has left. */
    void left(OpenBatch batch) {
        if (!open.isEmpty()) {
            open.replace(batch.flow.hosts(), batch, null);
        }
    }

    private static boolean announces(FlowKey flow) {
        for (int port : ANNOUNCING) {
            if (flow.hasPort(port)) {
                return true;
            }
        }
        return false;
    }
}
