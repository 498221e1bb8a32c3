package io.brook.deploy.config;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

/** How a process of the cluster lets itself be watched. */
public final class MonitoringSettings {
    private static final String METRICS_ADDRESS = "MetricsAddress";
    private static final String NODE_NAME = "NodeName";
    private static final String HEARTBEAT_INTERVAL = "HeartbeatInterval";

    private static final int DEFAULT_HEARTBEAT_INTERVAL = 5;
    /** An hour. */
    private static final int MAX_HEARTBEAT_INTERVAL = 3_600;

    private final AbstractConfig values;

    MonitoringSettings(AbstractConfig values) {
        this.values = values;
    }

    static ConfigDef addTo(ConfigDef definition) {
        return definition
                .define(
                        METRICS_ADDRESS,
                        Type.STRING,
                        "127.0.0.1:0",
                        Validators.LISTEN_ADDRESS,
                        Importance.MEDIUM,
                        "Where a process of the cluster serves /metrics, /health/live and /health/ready, as host:port. With port 0 it"
                                + " takes any that is free, and says which. Nowhere when empty.")
                .define(
                        NODE_NAME,
                        Type.STRING,
                        "",
                        Importance.LOW,
                        "The name of the process in brook status, which no other process of its kind may have. Made of the host's name"
                                + " and the process's number when empty.")
                .define(
                        HEARTBEAT_INTERVAL,
                        Type.INT,
                        DEFAULT_HEARTBEAT_INTERVAL,
                        Range.between(1, MAX_HEARTBEAT_INTERVAL),
                        Importance.LOW,
                        "How often a process of the cluster says how it is doing for brook status, in seconds. After three times as"
                                + " long it is shown as silent.");
    }

    /** Where a process serves its metrics and its health; nowhere when empty. */
    public Optional<InetSocketAddress> metricsAddress() {
        return ListenAddress.parse(values.getString(METRICS_ADDRESS));
    }

    /** What the process is called in the cluster; empty when nobody has said so. */
    public String nodeName() {
        return values.getString(NODE_NAME);
    }

    /** How often a process says on the topic status how it is doing. */
    public Duration heartbeatInterval() {
        return Duration.ofSeconds(values.getInt(HEARTBEAT_INTERVAL));
    }
}
