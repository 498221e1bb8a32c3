package io.brook.deploy.cluster;

import java.time.Duration;

/**
 * How long the brokers and the other processes wait for a silent one before they take its tasks away.
 *
 * @param session without a heartbeat; brokers allow from 6 seconds to 30 minutes
 * @param heartbeat the time between heartbeats, and until a process learns of a rebalance
 * @param poll alive, but working on the same records
 * @param transaction with an open transaction, beyond which nobody can read committed records; brokers allow up to 15 minutes
 */
public record Patience(Duration session, Duration heartbeat, Duration poll, Duration transaction) {
    /** For a process without others: nobody could take over, and a machine may be suspended in the middle of a run. */
    public static final Patience ALONE =
            new Patience(Duration.ofMinutes(15), Duration.ofSeconds(3), Duration.ofMinutes(15), Duration.ofMinutes(15));

    /**
     * The shortest session that a broker allows, so that a dead process is replaced soon. A process that is too slow for it
     * loses its tasks and nothing else: their state moves with them.
     */
    public static final Patience CLUSTER =
            new Patience(Duration.ofSeconds(6), Duration.ofMillis(500), Duration.ofMinutes(1), Duration.ofSeconds(10));
}
