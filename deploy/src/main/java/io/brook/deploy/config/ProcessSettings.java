package io.brook.deploy.config;

import io.brook.deploy.cluster.GroupProtocol;
import io.brook.deploy.cluster.StreamSettings;
import io.brook.notice.logger.LoggerConfig;
import java.time.Duration;
import java.util.Arrays;
import java.util.Locale;

/** How the processes of a cluster share work, and wait for each other. */
final class ProcessSettings {
    /** Half of what a transaction may take. */
    private static final int MAX_COMMIT_INTERVAL = 5_000;

    /** The longest transaction that brokers allow by default. */
    private static final int MAX_SENSOR_TIMEOUT = 900;

    private static final Option STANDBYS = Option.integer("Standbys", 0, 0, BrookConfig.MAX_STANDBYS)
            .about(
                    "How many other processes keep a copy of each task's state, so that they can take the task over without"
                            + " reading the state first.")
            .readBy(Reader.TASKS);
    private static final Option COMMIT_INTERVAL = Option.integer(
                    "CommitInterval", (int) StreamSettings.COMMIT_INTERVAL.toMillis(), 10, MAX_COMMIT_INTERVAL)
            .about(
                    "How often stream tasks commit. A line passes through up to four stages, and waits for a commit in each.")
            .in("milliseconds")
            .readBy(Reader.PROCESS, Reader.WORKER, Reader.STATE_SYNC, Reader.NOTICE_MANAGER, Reader.REPLAY);
    private static final Option GROUP_PROTOCOL = Option.oneOf("GroupProtocol", "auto", protocols())
            .about(
                    "How processes share out the tasks: classic; streams, where the brokers do it (KIP-1071); or auto, which"
                            + " is streams where the brokers replace a dead process as soon as with classic.")
            .readBy(Reader.TASKS);
    private static final Option SENSOR_TIMEOUT = Option.integer(
                    "SensorTimeout", (int) LoggerConfig.SENSOR_TIMEOUT.toSeconds(), 5, MAX_SENSOR_TIMEOUT)
            .about(
                    "How long others wait for a sensor that stands still: the logger with the lines of other sensors, and"
                            + " the brokers before they abort the open transaction of a capture that died.")
            .in("seconds")
            .readBy(Reader.CAPTURE, Reader.LOGGER);

    static final OptionGroup GROUP =
            OptionGroup.of("Processes", STANDBYS, COMMIT_INTERVAL, GROUP_PROTOCOL, SENSOR_TIMEOUT);

    private ProcessSettings() {}

    private static String[] protocols() {
        return Arrays.stream(GroupProtocol.values())
                .map(protocol -> protocol.name().toLowerCase(Locale.ROOT))
                .toArray(String[]::new);
    }

    static int standbys(Values values) {
        return values.integer(STANDBYS);
    }

    static Duration commitInterval(Values values) {
        return Duration.ofMillis(values.integer(COMMIT_INTERVAL));
    }

    static GroupProtocol groupProtocol(Values values) {
        return GroupProtocol.valueOf(values.text(GROUP_PROTOCOL).toUpperCase(Locale.ROOT));
    }

    static Duration sensorTimeout(Values values) {
        return Duration.ofSeconds(values.integer(SENSOR_TIMEOUT));
    }
}
