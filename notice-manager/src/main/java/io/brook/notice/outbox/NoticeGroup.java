package io.brook.notice.outbox;

import io.brook.schemas.topic.Names;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;

/** How readers of notices join their group: they share its notices, and commit what has been delivered themselves. */
final class NoticeGroup {
    /** Few, because the group waits for a slow receiver at most {@link #MAX_POLL_INTERVAL_MS}. */
    private static final int MAX_POLL_RECORDS = 10;

    private static final int MAX_POLL_INTERVAL_MS = 1_800_000;

    private NoticeGroup() {}

    /**
     * The settings of a consumer.
     *
     * @param kafka the connection settings, such as bootstrap.servers
     * @param group the group's name, without the prefix of the cluster's names
     */
    static Map<String, Object> settings(Map<String, Object> kafka, String group) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.GROUP_ID_CONFIG, Names.of(kafka).of(group));
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, MAX_POLL_RECORDS);
        settings.put(ConsumerConfig.MAX_POLL_INTERVAL_MS_CONFIG, MAX_POLL_INTERVAL_MS);
        return settings;
    }
}
