package io.brook.capture.kafka;

import io.brook.schemas.topic.Names;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** How the producer of {@code packets} is set up. */
public final class ProducerSettings {
    /** A network that is cut for a minute, or a broker that starts anew, is waited for; twice as long, to be on the safe side. */
    private static final int PATIENCE_MS = 120_000;

    /**
     * Longer than a record is tried to be sent: the producer gives up before the broker does. Where other sensors' records wait
     * behind the open transaction of a process that died and does not come back, a deployment sets less; a process that was only
     * cut off then goes on from its last commit.
     */
    private static final int TRANSACTION_MS = 180_000;

    /** What Brook prefers, and a deployment may set otherwise. */
    private static final Map<String, Object> DEFAULTS = Map.of(
            ProducerConfig.BATCH_SIZE_CONFIG,
            512 * 1024,
            ProducerConfig.LINGER_MS_CONFIG,
            5,
            ProducerConfig.BUFFER_MEMORY_CONFIG,
            64L << 20,
            ProducerConfig.COMPRESSION_TYPE_CONFIG,
            "none",
            ProducerConfig.MAX_BLOCK_MS_CONFIG,
            PATIENCE_MS,
            ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG,
            PATIENCE_MS,
            ProducerConfig.TRANSACTION_TIMEOUT_CONFIG,
            TRANSACTION_MS);

    /** What exact order within a flow, and nothing lost, depend on. */
    private static final Map<String, Object> FIXED =
            Map.of(ProducerConfig.ACKS_CONFIG, "all", ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);

    private ProducerSettings() {}

    /**
     * For a tap, whose records wait for brokers that are away as long as that takes: what comes meanwhile waits in a buffer of
     * its own, and is lost when that is full.
     */
    static Map<String, Object> ofTap(Map<String, Object> kafka) {
        Map<String, Object> settings = new HashMap<>(DEFAULTS);
        settings.putAll(kafka);
        settings.putAll(FIXED);
        settings.remove(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG);
        settings.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, Long.MAX_VALUE);
        settings.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, Integer.MAX_VALUE);
        return settings;
    }

    /** @param node the name that a process has again when it is started anew, and no other has */
    static Map<String, Object> of(Map<String, Object> kafka, String node) {
        Map<String, Object> settings = new HashMap<>(DEFAULTS);
        settings.putAll(kafka);
        settings.putAll(FIXED);
        settings.put(ProducerConfig.TRANSACTIONAL_ID_CONFIG, transactionalId(Names.of(kafka), node));
        return settings;
    }

    /** The {@code transactional.id} of a node. */
    public static String transactionalId(Names names, String node) {
        return names.of("brook-capture-" + node);
    }
}
