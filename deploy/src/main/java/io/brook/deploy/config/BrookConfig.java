package io.brook.deploy.config;

import io.brook.analysis.file.extract.ExtractSettings;
import io.brook.analysis.site.LocalNetworks;
import io.brook.analysis.topology.AnalysisConfig;
import io.brook.capture.TapConfig;
import io.brook.deploy.cluster.GroupProtocol;
import io.brook.deploy.cluster.Retention;
import io.brook.deploy.cluster.StreamSettings;
import io.brook.deploy.cluster.TopicPlan;
import io.brook.notice.NoticeConfig;
import io.brook.notice.format.LogStyle;
import io.brook.notice.logger.LoggerConfig;
import io.brook.notice.mail.MailConfig;
import io.brook.schemas.topic.Names;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;
import org.apache.kafka.common.config.ConfigDef.ValidString;

/** Every setting of the configuration file: its default, what it may be, and what it means. */
public final class BrookConfig {
    static final String MAIL_TO = "MailTo";
    static final String MAIL_FROM = "MailFrom";
    static final String MAIL_SUBJECT_PREFIX = "MailSubjectPrefix";
    static final String SMTP_HOST = "SmtpHost";
    static final String SMTP_PORT = "SmtpPort";
    static final String SMTP_START_TLS = "SmtpStartTls";
    static final String SMTP_USER = "SmtpUser";
    static final String SMTP_PASSWORD = "SmtpPassword";
    static final String LOCAL_NETS_CFG = "LocalNetsCfg";
    static final String TRIM_ENCRYPTED = "TrimEncrypted";
    static final String SCAN_ADDRESS_THRESHOLD = "ScanAddressThreshold";
    static final String SCAN_ADDRESS_INTERVAL = "ScanAddressInterval";
    static final String BOOTSTRAP_SERVERS = "BootstrapServers";
    static final String KAFKA_CONFIG = "KafkaConfig";
    static final String PARTITIONS = "Partitions";
    static final String STANDBYS = "Standbys";
    static final String COMMIT_INTERVAL = "CommitInterval";
    static final String GROUP_PROTOCOL = "GroupProtocol";
    static final String STATUS_INTERVAL = "StatusInterval";
    static final String SENSOR_TIMEOUT = "SensorTimeout";
    static final String PACKETS_RETENTION_HOURS = "PacketsRetentionHours";
    static final String PACKETS_RETENTION_BYTES = "PacketsRetentionBytes";
    static final String RETENTION_HOURS = "RetentionHours";
    static final String RETENTION_BYTES = "RetentionBytes";
    static final String SENSOR_COLUMN = "SensorColumn";
    static final String CREATE_TOPICS = "CreateTopics";
    static final String TOPIC_PREFIX = "TopicPrefix";
    static final String ANALYSIS_DISABLED = "analysis.disabled";
    static final String FILE_EXTRACT_DIR = "FileExtractDir";
    static final String FILE_EXTRACT_LIMIT = "FileExtractLimit";
    static final String FILE_EXTRACT_TYPES = "FileExtractTypes";
    static final String LOG_COLUMNS = "LogColumns";

    /** Zeek's FileExtract::default_limit. */
    private static final long DEFAULT_EXTRACT_LIMIT = 100L * 1024 * 1024;

    /** Each is four tasks, and a file handle or three. */
    public static final int MAX_PARTITIONS = 1000;

    public static final int MAX_STANDBYS = 2;

    /** Half of what a transaction may take. */
    private static final int MAX_COMMIT_INTERVAL = 5_000;

    /** A day. */
    private static final int MAX_STATUS_INTERVAL = 86_400;

    /** The longest transaction that brokers allow unless told otherwise. */
    private static final int MAX_SENSOR_TIMEOUT = 900;

    private static final int DEFAULT_PACKETS_HOURS = 24;
    /** Kafka's own. */
    private static final int DEFAULT_HOURS = 168;

    static final ConfigDef DEFINITION = MonitoringSettings.addTo(
            LiveSettings.addTo(
                    new ConfigDef()
                            .define(
                                    MAIL_TO,
                                    Type.LIST,
                                    List.of(),
                                    Validators.EACH_A_MAIL_ADDRESS,
                                    Importance.HIGH,
                                    "Who gets notices by mail: addresses, separated by commas. Nobody when empty.")
                            .define(
                                    MAIL_FROM,
                                    Type.STRING,
                                    "Brook <brook@localhost>",
                                    Validators.SENDER,
                                    Importance.MEDIUM,
                                    "The sender of mail.")
                            .define(
                                    MAIL_SUBJECT_PREFIX,
                                    Type.STRING,
                                    "[Brook]",
                                    Importance.LOW,
                                    "What the subject of every mail starts with.")
                            .define(
                                    SMTP_HOST,
                                    Type.STRING,
                                    "localhost",
                                    Validators.NOT_EMPTY,
                                    Importance.HIGH,
                                    "The SMTP server that takes the mail.")
                            .define(SMTP_PORT, Type.INT, 25, Range.between(1, 65535), Importance.MEDIUM, "Its port.")
                            .define(
                                    SMTP_START_TLS,
                                    Type.BOOLEAN,
                                    false,
                                    Importance.MEDIUM,
                                    "Whether the session must be encrypted (STARTTLS) before anything is sent: true or false.")
                            .define(
                                    SMTP_USER,
                                    Type.STRING,
                                    "",
                                    Importance.MEDIUM,
                                    "The name to authenticate with at the SMTP server. No authentication when empty.")
                            .define(
                                    SMTP_PASSWORD,
                                    Type.PASSWORD,
                                    "",
                                    Importance.MEDIUM,
                                    "The password that belongs to SmtpUser.")
                            .define(
                                    LOCAL_NETS_CFG,
                                    Type.STRING,
                                    "",
                                    Importance.HIGH,
                                    "A file with the site's own networks. The private address space when empty.")
                            .define(
                                    TRIM_ENCRYPTED,
                                    Type.BOOLEAN,
                                    true,
                                    Importance.MEDIUM,
                                    "Whether the payload of encrypted connections is left out of the topic packets: true or false. The logs"
                                            + " are the same; set it to false to keep whole packets.")
                            .define(
                                    SCAN_ADDRESS_THRESHOLD,
                                    Type.INT,
                                    25,
                                    Range.atLeast(1),
                                    Importance.MEDIUM,
                                    "How many hosts a source must try in vain on one port before it is reported as scanning addresses.")
                            .define(
                                    SCAN_ADDRESS_INTERVAL,
                                    Type.INT,
                                    300,
                                    Range.atLeast(1),
                                    Importance.MEDIUM,
                                    "The time in which they are counted, in seconds.")
                            .define(
                                    ANALYSIS_DISABLED,
                                    Type.LIST,
                                    List.of(),
                                    Validators.EACH_AN_ANALYSIS,
                                    Importance.MEDIUM,
                                    "What not to analyse: protocols by their names in conn.log, http-request, http-reply, http-header, http-body;"
                                            + " separated by commas. brook analysis changes it while a cluster runs.")
                            .define(
                                    FILE_EXTRACT_DIR,
                                    Type.STRING,
                                    "",
                                    Validators.PATH,
                                    Importance.MEDIUM,
                                    "A directory of the workers that files seen in the traffic are written to. None are when empty.")
                            .define(
                                    FILE_EXTRACT_LIMIT,
                                    Type.LONG,
                                    DEFAULT_EXTRACT_LIMIT,
                                    Range.atLeast(1),
                                    Importance.MEDIUM,
                                    "How many bytes of a file are written at most. Those that were missed count.")
                            .define(
                                    FILE_EXTRACT_TYPES,
                                    Type.LIST,
                                    List.of(),
                                    Validators.EACH_A_MIME_TYPE,
                                    Importance.MEDIUM,
                                    "The MIME types of the files that are written, separated by commas. All files when empty.")
                            .define(
                                    LOG_COLUMNS,
                                    Type.LIST,
                                    List.of(),
                                    Validators.EACH_AN_EXTRA_COLUMN,
                                    Importance.LOW,
                                    "Columns of the logs beyond those that Zeek writes without being asked, separated by commas: ip_proto_name, the"
                                            + " name of the IP protocol in conn.log.")
                            .define(
                                    BOOTSTRAP_SERVERS,
                                    Type.LIST,
                                    List.of(),
                                    Importance.HIGH,
                                    "Brokers of the Kafka cluster, for the commands that are a process of Brook's cluster: host:port, separated by"
                                            + " commas.")
                            .define(
                                    KAFKA_CONFIG,
                                    Type.STRING,
                                    "",
                                    Validators.PATH,
                                    Importance.MEDIUM,
                                    "A properties file with what else Kafka's clients need, such as security.protocol. None when empty.")
                            .define(
                                    PARTITIONS,
                                    Type.INT,
                                    0,
                                    Range.between(0, MAX_PARTITIONS),
                                    Importance.MEDIUM,
                                    "How many partitions the topics get that tasks share, when they are made: no more workers than that have"
                                            + " something to do. The number of cores when 0.")
                            .define(
                                    CREATE_TOPICS,
                                    Type.BOOLEAN,
                                    true,
                                    Importance.MEDIUM,
                                    "Whether processes make the topics that are missing: true or false. With false, brook topics create has to have"
                                            + " made them, and processes need no right to.")
                            .define(
                                    TOPIC_PREFIX,
                                    Type.STRING,
                                    "",
                                    Validators.NAME_PREFIX,
                                    Importance.MEDIUM,
                                    "What the names of all topics, groups, applications and transactional ids begin with, such as site1. (with the"
                                            + " dot), so that several Brooks can share a Kafka cluster.")
                            .define(
                                    PACKETS_RETENTION_HOURS,
                                    Type.INT,
                                    DEFAULT_PACKETS_HOURS,
                                    Range.atLeast(0),
                                    Importance.HIGH,
                                    "After how many hours Kafka removes packets, whether or not a worker has read them; never when 0. This and the"
                                            + " next three count when the topics are made.")
                            .define(
                                    PACKETS_RETENTION_BYTES,
                                    Type.LONG,
                                    0L,
                                    Range.atLeast(0),
                                    Importance.HIGH,
                                    "How many bytes of packets Kafka keeps at most, over all partitions, each copy by itself. No limit when 0.")
                            .define(
                                    RETENTION_HOURS,
                                    Type.INT,
                                    DEFAULT_HOURS,
                                    Range.atLeast(0),
                                    Importance.MEDIUM,
                                    "After how many hours Kafka removes the records of other topics, such as lines of logs that the logger has long"
                                            + " written; never when 0. Topics that are compacted keep what is known of each key.")
                            .define(
                                    RETENTION_BYTES,
                                    Type.LONG,
                                    0L,
                                    Range.atLeast(0),
                                    Importance.MEDIUM,
                                    "How many bytes each of these topics keeps at most. No limit when 0.")
                            .define(
                                    STANDBYS,
                                    Type.INT,
                                    0,
                                    Range.between(0, MAX_STANDBYS),
                                    Importance.MEDIUM,
                                    "How many other processes keep a copy of the state of each task, to take it over without reading it first.")
                            .define(
                                    COMMIT_INTERVAL,
                                    Type.INT,
                                    (int) StreamSettings.COMMIT_INTERVAL.toMillis(),
                                    Range.between(10, MAX_COMMIT_INTERVAL),
                                    Importance.LOW,
                                    "How often stream tasks commit what they have done, in milliseconds. A line passes up to four stages.")
                            .define(
                                    GROUP_PROTOCOL,
                                    Type.STRING,
                                    "auto",
                                    ValidString.in("auto", "classic", "streams"),
                                    Importance.LOW,
                                    "How processes share out tasks: classic; streams, by the brokers (KIP-1071); or auto, which is streams where"
                                            + " the brokers let a dead process be replaced as soon as with classic.")
                            .define(
                                    STATUS_INTERVAL,
                                    Type.INT,
                                    60,
                                    Range.between(1, MAX_STATUS_INTERVAL),
                                    Importance.LOW,
                                    "How often a process of the cluster says how it is doing, in seconds.")
                            .define(
                                    SENSOR_TIMEOUT,
                                    Type.INT,
                                    (int) LoggerConfig.SENSOR_TIMEOUT.toSeconds(),
                                    Range.between(5, MAX_SENSOR_TIMEOUT),
                                    Importance.MEDIUM,
                                    "How long others wait for a sensor that stands still, in seconds: the logger with their lines, and workers for"
                                            + " the open transaction of a capture that died.")
                            .define(
                                    SENSOR_COLUMN,
                                    Type.BOOLEAN,
                                    false,
                                    Importance.MEDIUM,
                                    "Whether each line of each log says in a last column, sensor, which sensor it is from: true or false.")));

    private final AbstractConfig values;
    private final LocalNetworks local;

    /**
     * @param settings values by key, as {@link ConfigReader} found them right
     * @param local what the file that {@link #LOCAL_NETS_CFG} names says
     */
    BrookConfig(Map<String, String> settings, LocalNetworks local) {
        this.local = local;
        values = new AbstractConfig(DEFINITION, settings, false);
    }

    /** Whether the payload of encrypted connections is left out of what is published. */
    public boolean trimEncrypted() {
        return values.getBoolean(TRIM_ENCRYPTED);
    }

    /** How a tap of live traffic publishes. */
    public TapConfig tap(String sensor, String tap) {
        return LiveSettings.tap(values, sensor, tap);
    }

    /** @param namesSensors whether lines that say which node something comes from name the sensor, as in a cluster */
    public AnalysisConfig analysis(boolean ignoreChecksums, boolean namesSensors) {
        return new AnalysisConfig(
                ignoreChecksums,
                local,
                Set.copyOf(values.getList(ANALYSIS_DISABLED)),
                values.getInt(SCAN_ADDRESS_THRESHOLD),
                Duration.ofSeconds(values.getInt(SCAN_ADDRESS_INTERVAL)),
                extract(),
                namesSensors,
                LiveSettings.statistics(values));
    }

    private Optional<ExtractSettings> extract() {
        String directory = values.getString(FILE_EXTRACT_DIR);
        return directory.isEmpty()
                ? Optional.empty()
                : Optional.of(new ExtractSettings(
                        Path.of(directory),
                        values.getLong(FILE_EXTRACT_LIMIT),
                        Set.copyOf(values.getList(FILE_EXTRACT_TYPES))));
    }

    /** As {@code bootstrap.servers}; empty when nothing is set. */
    public String bootstrapServers() {
        return String.join(",", values.getList(BOOTSTRAP_SERVERS));
    }

    /** A file with more settings for Kafka's clients. */
    public Optional<Path> kafkaConfig() {
        String file = values.getString(KAFKA_CONFIG);
        return file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file));
    }

    /** How many partitions new topics get that tasks share. */
    public int partitions() {
        int partitions = values.getInt(PARTITIONS);
        return partitions == 0 ? Runtime.getRuntime().availableProcessors() : partitions;
    }

    /** What things are called at the brokers. */
    public Names names() {
        return new Names(values.getString(TOPIC_PREFIX));
    }

    /** How topics are made, with so many partitions where tasks share them. */
    public TopicPlan topics(int partitions) {
        return new TopicPlan(
                names(),
                values.getBoolean(CREATE_TOPICS),
                partitions,
                new Retention(values.getInt(PACKETS_RETENTION_HOURS), values.getLong(PACKETS_RETENTION_BYTES)),
                new Retention(values.getInt(RETENTION_HOURS), values.getLong(RETENTION_BYTES)));
    }

    /** How many copies of its state each task has in other processes. */
    public int standbys() {
        return values.getInt(STANDBYS);
    }

    public Duration commitInterval() {
        return Duration.ofMillis(values.getInt(COMMIT_INTERVAL));
    }

    public GroupProtocol groupProtocol() {
        return GroupProtocol.valueOf(values.getString(GROUP_PROTOCOL).toUpperCase(Locale.ROOT));
    }

    /** How often a process says how it is doing. */
    public Duration statusInterval() {
        return Duration.ofSeconds(values.getInt(STATUS_INTERVAL));
    }

    /** How a process lets itself be watched. */
    public MonitoringSettings monitoring() {
        return new MonitoringSettings(values);
    }

    /** How long others wait for a sensor that stands still. */
    public Duration sensorTimeout() {
        return Duration.ofSeconds(values.getInt(SENSOR_TIMEOUT));
    }

    /** @param json whether the logs are JSON lines */
    public LogStyle logStyle(boolean json) {
        return new LogStyle(json, Set.copyOf(values.getList(LOG_COLUMNS)), values.getBoolean(SENSOR_COLUMN));
    }

    /** @param namesSensors whether lines that say which node something comes from name the sensor, as in a cluster */
    public NoticeConfig notice(boolean namesSensors) {
        return new NoticeConfig(values.getList(MAIL_TO), namesSensors);
    }

    /** How mail leaves; none when nobody is to get any. */
    public Optional<MailConfig> mail() {
        if (values.getList(MAIL_TO).isEmpty()) {
            return Optional.empty();
        }
        String user = values.getString(SMTP_USER);
        return Optional.of(new MailConfig(
                values.getString(MAIL_FROM),
                values.getString(MAIL_SUBJECT_PREFIX),
                values.getString(SMTP_HOST),
                values.getInt(SMTP_PORT),
                values.getBoolean(SMTP_START_TLS),
                user.isEmpty() ? null : user,
                user.isEmpty() ? null : values.getPassword(SMTP_PASSWORD).value()));
    }
}
