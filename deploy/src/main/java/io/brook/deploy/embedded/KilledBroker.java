package io.brook.deploy.embedded;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import javax.management.InstanceNotFoundException;
import javax.management.JMException;
import javax.management.ObjectName;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import org.apache.kafka.common.utils.Time;

/**
 * What is left of a broker that did not end by itself, because it was killed or its machine lost power.
 *
 * <p>When such a broker starts again, its controller, which was killed with it, still names it as the leader of all partitions. Its transaction
 * coordinator therefore goes to work at once, while the controller takes all partitions from the broker and gives them back. In between they
 * have no leader, and Kafka 4.3 takes a partition without a leader for a deleted one ({@code KRaftMetadataCache.getPartitionLeaderEndpoint}):
 * a transaction that the coordinator ends at this moment gets no marker in that partition. It stays open there, and
 * whoever reads committed records stands still for ever. A commit that had begun would even be lost.
 *
 * <p>So the controller first runs alone until it has fenced the broker. After that no partition has a leader when the broker starts, and the
 * coordinator gets its own partition at the same time as all others get theirs.
 */
final class KilledBroker {
    /** Kafka's 9 s are for brokers that may be slow; this one is known to be away. */
    private static final int SESSION_MS = 500;
    /** For the metadata to be read, on a busy machine. */
    private static final long STARTING_MS = 120_000;
    /** A broker that was killed before it had registered for the first time is never fenced. */
    private static final long FENCING_MS = 15_000;

    private static final long POLL_MS = 10;

    private KilledBroker() {}

    /**
     * Whether a broker was killed.
     *
     * @param directory of its data; it need not exist
     */
    static boolean isIn(Path directory) {
        return Files.exists(directory.resolve("meta.properties"))
                && !Files.exists(directory.resolve(".kafka_cleanshutdown"));
    }

    /**
     * Runs the controller until it has fenced the broker.
     *
     * @param controller its settings, with the broker's voters and directory
     * @throws IOException when it does not start
     */
    static void fence(Properties controller) throws IOException, InterruptedException {
        controller.setProperty("broker.session.timeout.ms", Integer.toString(SESSION_MS));
        // Kafka wants at least two heartbeats in a session, also of a broker that sends none.
        controller.setProperty("broker.heartbeat.interval.ms", Integer.toString(SESSION_MS / 2));
        KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(controller, false), Time.SYSTEM);
        server.startup();
        try {
            if (!await(STARTING_MS, "ActiveControllerCount")) {
                throw new IOException("the controller of the broker that was killed did not get ready");
            }
            await(FENCING_MS, "FencedBrokerCount");
        } finally {
            server.shutdown();
            server.awaitShutdown();
        }
    }

    /** Whether one of Kafka's metrics of a controller is no longer 0, at last. */
    private static boolean await(long patienceMs, String metric) throws InterruptedException {
        long deadline = System.nanoTime() + TimeUnit.MILLISECONDS.toNanos(patienceMs);
        while (count(metric) == 0) {
            if (System.nanoTime() > deadline) {
                return false;
            }
            TimeUnit.MILLISECONDS.sleep(POLL_MS);
        }
        return true;
    }

    private static int count(String metric) {
        try {
            ObjectName name = new ObjectName("kafka.controller:type=KafkaController,name=" + metric);
            return ((Number) ManagementFactory.getPlatformMBeanServer().getAttribute(name, "Value")).intValue();
        } catch (InstanceNotFoundException e) {
            return 0;
        } catch (JMException e) {
            throw new IllegalStateException(e);
        }
    }
}
