package io.brook.deploy.metrics;

import java.util.List;

/**
 * Brook's own metrics: the one place where their names are spelled. Those that count since the process began end in {@code _total},
 * as Prometheus has it; units are base units.
 */
public enum Measure {
    READY("brook_ready", "1 when the process does its work, else 0"),
    LAG("brook_lag_records", "Records that are there and that the process has not read yet"),
    LOST(
            "brook_lost_records_total",
            "Records at most that had expired before the process read them, by topic",
            "topic"),
    RECORDS("brook_records_total", "Records that the process's tasks have taken in"),
    SNAPSHOTS("brook_snapshots_total", "Times that a task has saved what had changed in its state, if anything had"),
    SNAPSHOT_BYTES("brook_snapshot_bytes_total", "What it saved, without keys"),
    SNAPSHOT_SECONDS("brook_snapshot_seconds_total", "How long tasks stood still for it, all together"),
    CAPTURE_PACKETS("brook_capture_packets_total", "Packets that the capture has published"),
    CAPTURE_DROPPED(
            "brook_capture_dropped_packets_total",
            "Packets of live traffic that were lost, by where: kernel, interface, or buffer, while Kafka was slow",
            "where"),
    CAPTURE_LAG(
            "brook_capture_lag_seconds", "By how much packets of live traffic were late when they were last taken in"),
    WORKER_PACKETS("brook_worker_packets_total", "Packets that workers have taken in"),
    WORKER_BYTES("brook_worker_bytes_total", "The captured bytes of these, without what the capture left out"),
    BAD_CHECKSUMS(
            "brook_worker_bad_checksums_total",
            "Packets that are not analysed because a checksum is wrong, by what it is of",
            "checksum"),
    OPEN_CONNECTIONS("brook_worker_open_connections", "Connections that are open"),
    MAX_CONNECTIONS("brook_worker_max_connections", "So many may be open before one is ended to begin another"),
    WORKER_LINES("brook_worker_lines_total", "Lines that came of packets, by log", "log"),
    WEIRDS("brook_worker_weirds_total", "What was odd, by its name in weird.log, with repetitions", "name"),
    VIOLATIONS(
            "brook_worker_violations_total",
            "Connections that do not speak their protocol, as analyzer.log tells, by analyzer",
            "analyzer"),
    SESSIONS_ENDED(
            "brook_worker_sessions_ended_total",
            "Sessions that have ended before their connections, by analyzer, and by cause: violation, bug or trimmed",
            "analyzer",
            "cause"),
    PACKET_TIME(
            "brook_worker_packet_time_seconds",
            "The packet time up to which all tasks here have all of a sensor that has not ended, since the epoch",
            "sensor"),
    NOTICES("brook_notices_total", "Notices, by what became of them: logged or suppressed", "state"),
    MAILS(
            "brook_mails_total",
            "Mails sent, recipients refused, and notices given_up after too many refusals",
            "outcome"),
    MAILS_WAITING("brook_mails_waiting", "Notices that some of their recipients still wait for"),
    LOGGER_LINES("brook_logger_lines_total", "Lines in the logs, by log, with those before the process began", "log"),
    LATE_LINES("brook_logger_late_lines_total", "Lines that were written out of order"),
    DEAD_LETTERS("brook_logger_dead_letters_total", "Records that were no lines, and went to the topic dead-letters"),
    GIVEN_UP("brook_logger_sensors_given_up", "Sensors that stand still, and are not waited for"),
    LAST_LINE("brook_logger_last_line_timestamp_seconds", "When a line was last written, since the epoch");

    private static final String COUNTER = "_total";

    private final String id;
    private final String about;
    private final List<String> labels;

    Measure(String id, String about, String... labels) {
        this.id = id;
        this.about = about;
        this.labels = List.of(labels);
    }

    /** The name that Prometheus knows it by. */
    public String id() {
        return id;
    }

    /** What it says, in a sentence without its dot. */
    public String about() {
        return about;
    }

    /** The names of its labels, besides those that all have. */
    public List<String> labels() {
        return labels;
    }

    /** Whether it only grows while a process runs. */
    public boolean isCounter() {
        return id.endsWith(COUNTER);
    }
}
