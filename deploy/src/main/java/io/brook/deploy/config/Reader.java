package io.brook.deploy.config;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;

/** A command that reads settings. */
public enum Reader {
    PROCESS,
    CAPTURE,
    WORKER,
    STATE_SYNC,
    NOTICE_MANAGER,
    LOGGER,
    TOPICS,
    SENSORS,
    ANALYSIS,
    POLICY,
    NOTICES,
    NOTICE,
    STATUS,
    REPLAY,
    PACKETS,
    DIFF,
    SUMMARY,
    CTL;

    /** The processes of a cluster. */
    static final Set<Reader> NODES = EnumSet.of(CAPTURE, WORKER, STATE_SYNC, NOTICE_MANAGER, LOGGER);

    /** The processes of a cluster that run stream tasks. */
    static final Set<Reader> TASKS = EnumSet.of(WORKER, STATE_SYNC, NOTICE_MANAGER);

    /** Every command that connects to a Kafka cluster. */
    static final Set<Reader> CLIENTS = EnumSet.complementOf(EnumSet.of(PROCESS, CTL));

    /** The name of the command, such as {@code state-sync}. */
    public String command() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /**
     * The reader of a name.
     *
     * @throws IllegalArgumentException when no command that reads settings is called that
     */
    public static Reader of(String command) {
        return Arrays.stream(values())
                .filter(reader -> reader.command().equals(command))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("brook " + command + " reads no settings"));
    }
}
