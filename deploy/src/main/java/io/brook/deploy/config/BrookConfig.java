package io.brook.deploy.config;

import io.brook.analysis.engine.LocalNetworks;
import io.brook.analysis.file.extract.ExtractSettings;
import io.brook.analysis.topology.AnalysisConfig;
import io.brook.notice.NoticeConfig;
import io.brook.notice.mail.MailConfig;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.kafka.common.config.AbstractConfig;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigDef.Range;
import org.apache.kafka.common.config.ConfigDef.Type;

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
    static final String ANALYSIS_DISABLED = "analysis.disabled";
    static final String FILE_EXTRACT_DIR = "FileExtractDir";
    static final String FILE_EXTRACT_LIMIT = "FileExtractLimit";
    static final String FILE_EXTRACT_TYPES = "FileExtractTypes";

    /** Zeek's FileExtract::default_limit. */
    private static final long DEFAULT_EXTRACT_LIMIT = 100L * 1024 * 1024;

    static final ConfigDef DEFINITION = new ConfigDef()
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
            .define(SMTP_PASSWORD, Type.PASSWORD, "", Importance.MEDIUM, "The password that belongs to SmtpUser.")
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
                    "The MIME types of the files that are written, separated by commas. All files when empty.");

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

    public AnalysisConfig analysis(boolean ignoreChecksums) {
        return new AnalysisConfig(
                ignoreChecksums,
                local,
                Set.copyOf(values.getList(ANALYSIS_DISABLED)),
                values.getInt(SCAN_ADDRESS_THRESHOLD),
                Duration.ofSeconds(values.getInt(SCAN_ADDRESS_INTERVAL)),
                extract());
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

    public NoticeConfig notice() {
        return new NoticeConfig(values.getList(MAIL_TO));
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
