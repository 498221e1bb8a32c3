package io.brook.capture.kafka;

import io.brook.schemas.topic.Names;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.producer.ProducerConfig;

/** How the producer of {@code packets} is set up. */
public final class ProducerSettings {
    /** Long enough for a network that is down for a minute or a broker that restarts, times two to be safe. */
    private static final int PATIENCE_MS = 120_000;

    /**
     * Longer than the time for which a record is retried, so that the producer gives up before the broker does. Where other sensors'
     * records wait behind the open transaction of a process that died, a deployment sets less; a process that was only cut off then
     * goes on from its last commit.
     */
    private static final int TRANSACTION_MS = 180_000;

    /** Defaults that a deployment may override. */
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

    /** Settings on which exact order within a flow, and that nothing is lost, depend. */
    private static final Map<String, Object> FIXED =
            Map.of(ProducerConfig.ACKS_CONFIG, "all", ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);

    private ProducerSettings() {}

    /**
     * For a tap: records wait indefinitely for brokers that do not answer. Packets that arrive meanwhile wait in a buffer, and are lost
     * when that is full.
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

    /** @param node a name that only this process has, and keeps when it is restarted */
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
