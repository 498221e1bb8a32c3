package io.brook.deploy.metrics;

import java.util.List;

/**
 * Brook's own metrics; their names are spelled only here. Counters end in {@code _total}, as is usual for Prometheus; units are base
 * units.
 */
public enum Measure {
    READY("brook_ready", "1 when the process does its work, else 0"),
    LAG("brook_lag_records", "Records that the process has not read yet"),
    LOST(
            "brook_lost_records_total",
            "Upper bound of the records that had expired before the process read them, by topic",
            "topic"),
    RECORDS("brook_records_total", "Records that the tasks of the process have read"),
    SNAPSHOTS("brook_snapshots_total", "How often a task has saved changes of its state"),
    SNAPSHOT_BYTES("brook_snapshot_bytes_total", "Bytes of saved state, without keys"),
    SNAPSHOT_SECONDS("brook_snapshot_seconds_total", "How long tasks were stopped by saving, in total"),
    CAPTURE_PACKETS("brook_capture_packets_total", "Packets that the capture has published"),
    CAPTURE_BYTES("brook_capture_bytes_total", "Captured bytes of live traffic, without those of dropped packets"),
    CAPTURE_LINK(
            "brook_capture_link_packets_total",
            "Packets of live traffic that reached the interface, including those that were dropped"),
    CAPTURE_DROPPED(
            "brook_capture_dropped_packets_total",
            "Packets of live traffic that were lost, by place: kernel, interface, or buffer (while Kafka was slow)",
            "where"),
    CAPTURE_LAG("brook_capture_lag_seconds", "The delay of the latest packets of live traffic when they were read"),
    SHUNTED_FLOWS(
            "brook_capture_shunted_flows", "Flows whose payload the capture leaves out, because no analysis needs it"),
    SHUNTED_PACKETS("brook_capture_shunted_packets_total", "Packets of such flows whose payload was left out"),
    SHUNTED_BYTES("brook_capture_shunted_bytes_total", "Bytes of payload that were left out of these packets"),
    WORKER_PACKETS("brook_worker_packets_total", "Packets that workers have read"),
    WORKER_BYTES("brook_worker_bytes_total", "Captured bytes of these packets, without what the capture left out"),
    BAD_CHECKSUMS(
            "brook_worker_bad_checksums_total",
            "Packets that are not analysed because a checksum is wrong, by the kind of checksum",
            "checksum"),
    OPEN_CONNECTIONS("brook_worker_open_connections", "Open connections"),
    MAX_CONNECTIONS(
            "brook_worker_max_connections",
            "The limit on open connections, beyond which one is ended for each new one"),
    WORKER_LINES("brook_worker_lines_total", "Lines of logs that workers have written, by log", "log"),
    WEIRDS("brook_worker_weirds_total", "Weirds, by name as in weird.log, including repetitions", "name"),
    VIOLATIONS(
            "brook_worker_violations_total",
            "Connections that violate their protocol, as in analyzer.log, by analyzer",
            "analyzer"),
    SESSIONS_ENDED(
            "brook_worker_sessions_ended_total",
            "Sessions that ended before their connections, by analyzer and by cause: violation, bug or trimmed",
            "analyzer",
            "cause"),
    PACKET_TIME(
            "brook_worker_packet_time_seconds",
            "The packet time up to which all tasks of the process are complete, for each sensor that has not ended,"
                    + " since the epoch",
            "sensor"),
    NOTICES(
            "brook_notices_total",
            "Notices, by result: logged, unlogged when the site's policy does other things about them, suppressed, or"
                    + " ignored by the policy",
            "state"),
    POLICY(
            "brook_policy_version",
            "The newest version of the site's policy that the process was told of; 0 for the configured one"),
    FAILED_CONDITIONS(
            "brook_policy_condition_failures_total",
            "How often the condition of a rule of the site's policy could not be decided, and so did not hold, by rule",
            "rule"),
    MAILS(
            "brook_mails_total",
            "Mails sent, recipients refused, and notices given_up after too many refusals",
            "outcome"),
    MAILS_WAITING("brook_mails_waiting", "Notices that some of their recipients have not received yet"),
    WEBHOOKS(
            "brook_webhooks_total",
            "Notices for webhooks: posted, attempts that failed, and given_up after a refusal or a day",
            "outcome"),
    LOGGER_LINES(
            "brook_logger_lines_total",
            "Lines in the logs, by log, including those from before the process started",
            "log"),
    LATE_LINES("brook_logger_late_lines_total", "Lines that were written out of order"),
    DEAD_LETTERS(
            "brook_logger_dead_letters_total",
            "Records that were not lines of logs and went to the topic dead-letters"),
    UNARCHIVED("brook_logger_unarchived_files", "Files that could not be archived; they are tried again"),
    GIVEN_UP("brook_logger_sensors_given_up", "Sensors that stall and are not waited for"),
    LAST_LINE("brook_logger_last_line_timestamp_seconds", "The time when a line was last written, since the epoch");

    private static final String COUNTER = "_total";

    private final String id;
    private final String about;
    private final List<String> labels;

    Measure(String id, String about, String... labels) {
        this.id = id;
        this.about = about;
        this.labels = List.of(labels);
    }

    /** Its name for Prometheus. */
    public String id() {
        return id;
    }

    /** What it means, in a sentence without the period. */
    public String about() {
        return about;
    }

    /** The names of its labels, apart from those that all metrics have. */
    public List<String> labels() {
        return labels;
    }

    /** Whether it only grows while a process runs. */
    public boolean isCounter() {
        return id.endsWith(COUNTER);
    }
}
