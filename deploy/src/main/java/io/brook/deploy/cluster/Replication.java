package io.brook.deploy.cluster;

import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.admin.Admin;

/**
 * How many brokers keep each record.
 *
 * @param factor the copies of a topic
 * @param minInSync how many of them must be in sync for a record to be accepted
 */
public record Replication(short factor, int minInSync) {
    private static final int MOST = 3;

    /** Three copies, one of which may be missing; with fewer brokers, as many as there are brokers. */
    public static Replication over(int brokers) {
        int factor = Math.min(MOST, brokers);
        return new Replication((short) factor, factor == MOST ? MOST - 1 : 1);
    }

    /**
     * For the present brokers.
     *
     * @throws ExecutionException when none answers
     */
    public static Replication of(Admin admin) throws ExecutionException, InterruptedException {
        return over(admin.describeCluster().nodes().get().size());
    }
}
