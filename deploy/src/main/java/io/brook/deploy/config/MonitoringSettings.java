package io.brook.deploy.config;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.Optional;

/** How a process of the cluster can be watched. */
public final class MonitoringSettings {
    private static final int DEFAULT_STATUS_INTERVAL = 60;
    /** A day. */
    private static final int MAX_STATUS_INTERVAL = 86_400;

    private static final int DEFAULT_HEARTBEAT_INTERVAL = 5;
    /** An hour. */
    private static final int MAX_HEARTBEAT_INTERVAL = 3_600;

    private static final Option STATUS_INTERVAL = Option.integer(
                    "StatusInterval", DEFAULT_STATUS_INTERVAL, 1, MAX_STATUS_INTERVAL)
            .about("How often a process reports on standard error how it is doing.")
            .in("seconds")
            .readBy(Reader.NODES);
    private static final Option METRICS_ADDRESS = Option.text(
                    "MetricsAddress", "127.0.0.1:0", Validators.LISTEN_ADDRESS)
            .about(
                    "Where a process serves /metrics, /health/live and /health/ready. With port 0 the system chooses a free"
                            + " port, and the process says which. Nothing is served when empty.")
            .readBy(Reader.NODES);
    private static final Option NODE_NAME = Option.text("NodeName", "")
            .about(
                    "The name of the process in brook status; no other process of its kind may have it. Made of the name of"
                            + " the host and the number of the process when empty.")
            .readBy(Reader.NODES);
    private static final Option HEARTBEAT_INTERVAL = Option.integer(
                    "HeartbeatInterval", DEFAULT_HEARTBEAT_INTERVAL, 1, MAX_HEARTBEAT_INTERVAL)
            .about(
                    "How often a process reports for brook status, which shows it as silent after three missing reports.")
            .in("seconds")
            .readBy(Reader.NODES);

    static final OptionGroup GROUP =
            OptionGroup.of("Monitoring", STATUS_INTERVAL, METRICS_ADDRESS, NODE_NAME, HEARTBEAT_INTERVAL);

    private final Values values;

    MonitoringSettings(Values values) {
        this.values = values;
    }

    /** How often a process reports on standard error. */
    public Duration statusInterval() {
        return Duration.ofSeconds(values.integer(STATUS_INTERVAL));
    }

    /** Where a process serves its metrics and its health; nowhere when empty. */
    public Optional<InetSocketAddress> metricsAddress() {
        return ListenAddress.parse(values.text(METRICS_ADDRESS));
    }

    /** The name that the process was given in the cluster; empty when it was given none. */
    public String nodeName() {
        return values.text(NODE_NAME);
    }

    /** How often a process reports on the topic status. */
    public Duration heartbeatInterval() {
        return Duration.ofSeconds(values.integer(HEARTBEAT_INTERVAL));
    }
}
