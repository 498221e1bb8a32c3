package io.brook.deploy.config;

import io.brook.analysis.analyzer.ProtocolAnalyzer;
import io.brook.analysis.detect.contract.DetectorSettings;
import io.brook.analysis.extension.Extensions;
import io.brook.analysis.sigma.SigmaRules;
import io.brook.analysis.site.LocalNetworks;
import io.brook.analysis.topology.AnalysisConfig;
import io.brook.analysis.x509.TrustedAuthorities;
import io.brook.capture.TapConfig;
import io.brook.deploy.cluster.GroupProtocol;
import io.brook.deploy.cluster.TopicPlan;
import io.brook.notice.DeliveryConfig;
import io.brook.notice.NoticeConfig;
import io.brook.notice.archive.ArchiveConfig;
import io.brook.notice.mail.AlarmConfig;
import io.brook.notice.mail.MailConfig;
import io.brook.notice.policy.AddressSets;
import io.brook.notice.policy.SitePolicy;
import io.brook.notice.webhook.Webhook;
import io.brook.schemas.export.JsonLines;
import io.brook.schemas.export.LogCopies;
import io.brook.schemas.format.LogStyle;
import io.brook.schemas.progress.Timeline;
import io.brook.schemas.topic.Names;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;

/** The settings that a command reads, and the catalogue of all of them. */
public final class BrookConfig {
    /** What follows the key of a setting that names a file, for what is in the file. */
    public static final String CONTENT = ".content";

    /** Each partition is four tasks, and a file handle or three. */
    public static final int MAX_PARTITIONS = 1000;

    public static final int MAX_STANDBYS = 2;

    /** Every setting, in the order of the configuration file. */
    public static final List<OptionGroup> OPTIONS = options(Extensions.NONE);

    private final Values values;
    private final Extensions site;
    private final LocalNetworks local;
    private final TrustedAuthorities authorities;
    private final SitePolicy policy;
    private final SigmaRules sigma;
    private final Map<String, String> contents;

    /**
     * @param site what the site's jars have
     * @param settings values by key, known to be right
     * @param reader the command that reads them; null to let anything be read
     * @param local the networks that the file LocalNetsCfg lists
     * @param authorities those that the file CertificateAuthorities lists; null for Java's
     * @param policy what the site wants to be done about notices
     * @param sigma the rules that lines are compared with
     * @param contents digests of the files that settings name and that are read when a command starts, by the settings' keys
     */
    BrookConfig(
            Extensions site,
            Map<String, String> settings,
            Reader reader,
            LocalNetworks local,
            TrustedAuthorities authorities,
            SitePolicy policy,
            SigmaRules sigma,
            Map<String, String> contents) {
        this.site = site;
        this.local = local;
        this.authorities = authorities;
        this.policy = policy;
        this.sigma = sigma;
        this.contents = contents;
        values = new Values(definition(site), settings, reader);
    }

    private static List<OptionGroup> options(Extensions site) {
        return List.of(
                TopicSettings.GROUP,
                AnalysisSettings.group(site),
                DetectionSettings.group(site),
                LogSettings.GROUP,
                CopySettings.GROUP,
                PolicySettings.GROUP,
                MailSettings.GROUP,
                WebhookSettings.GROUP,
                DeliverySettings.GROUP,
                LiveSettings.GROUP,
                ProcessSettings.GROUP,
                MonitoringSettings.GROUP);
    }

    /** All settings that there are, those of the site's detectors among them. */
    static ConfigDef definition(Extensions site) {
        ConfigDef definition = new ConfigDef();
        options(site).forEach(group -> group.options().forEach(option -> option.defineIn(definition)));
        return definition;
    }

    /** The values of all settings that a command reads, by their keys, as a file has them; secrets are not shown. */
    public SortedMap<String, String> shown(Reader reader) {
        SortedMap<String, String> shown = new TreeMap<>();
        options(reader).forEach(option -> shown.put(option.key(), values.shown(option)));
        return shown;
    }

    /** Those of its settings that are not the defaults; and, as KEY{@value #CONTENT}, a digest of each file that is read at the start. */
    public SortedMap<String, String> chosen() {
        SortedMap<String, String> chosen = new TreeMap<>();
        options(values.reader())
                .filter(option -> !values.shown(option).equals(option.standardText()))
                .forEach(option -> {
                    chosen.put(option.key(), values.shown(option));
                    if (contents.containsKey(option.key())) {
                        chosen.put(option.key() + CONTENT, contents.get(option.key()));
                    }
                });
        return chosen;
    }

    private Stream<Option> options(Reader reader) {
        return options(site).stream()
                .flatMap(group -> group.options().stream())
                .filter(option -> option.readers().contains(reader));
    }

    /** What is analysed, in order: Brook's analyzers and those of the site's jars that are not disabled. */
    public List<String> analyzers() {
        Set<String> disabled = AnalysisSettings.disabled(values);
        return site.allAnalyzers().stream()
                .map(ProtocolAnalyzer::name)
                .filter(name -> !disabled.contains(name))
                .toList();
    }

    /** The types of notices that detections raise, in order, without those that are disabled. */
    public List<String> notes() {
        DetectorSettings settings = DetectionSettings.of(values, site);
        return site.notes().stream().filter(settings::raises).toList();
    }

    /** All that can be switched on and off: Brook's analyses and the site's, in alphabetical order. */
    public SortedSet<String> analyses() {
        return site.types();
    }

    /** Whether the payload of encrypted connections is left out of what is published. */
    public boolean trimEncrypted() {
        return AnalysisSettings.trimEncrypted(values);
    }

    /** Whether captures listen to workers who say of which flows nobody needs the payload. */
    public boolean shunting() {
        return LiveSettings.shuntAfter(values) > 0;
    }

    /** How a tap of live traffic publishes. */
    public TapConfig tap(String sensor, String tap) {
        return LiveSettings.tap(values, sensor, tap);
    }

    /**
     * When the logger's files are complete, and where they go then.
     *
     * @param logs the log directory
     * @throws ConfigException when settings contradict each other, or name what is not there
     */
    public ArchiveConfig archive(Path logs) throws ConfigException {
        return LogSettings.archive(values, logs);
    }

    /** @param namesSensors whether lines that name the node they come from name the sensor, as in a cluster */
    public AnalysisConfig analysis(boolean ignoreChecksums, boolean namesSensors) {
        return new AnalysisConfig(
                ignoreChecksums,
                local,
                AnalysisSettings.analyzers(values, site.allAnalyzers(), authorities),
                AnalysisSettings.disabled(values),
                DetectionSettings.of(values, site),
                new Timeline<>(sigma),
                AnalysisSettings.extract(values),
                namesSensors,
                LiveSettings.statistics(values),
                LiveSettings.shuntAfter(values));
    }

    /** The site's own networks; empty when LocalNetsCfg names no file. */
    public Optional<LocalNetworks> localNetworks() {
        return AnalysisSettings.namesNetworks(values) ? Optional.of(local) : Optional.empty();
    }

    /** As {@code bootstrap.servers}; empty when nothing is set. */
    public String bootstrapServers() {
        return TopicSettings.bootstrapServers(values);
    }

    /** A file with more settings for Kafka's clients. */
    public Optional<Path> kafkaConfig() {
        String file = TopicSettings.kafkaConfig(values);
        return file.isEmpty() ? Optional.empty() : Optional.of(Path.of(file));
    }

    /** How many partitions shared topics get when they are created. */
    public int partitions() {
        int partitions = TopicSettings.partitions(values);
        return partitions == 0 ? Runtime.getRuntime().availableProcessors() : partitions;
    }

    /** What things are called at the brokers. */
    public Names names() {
        return TopicSettings.names(values);
    }

    /**
     * How topics are created.
     *
     * @param partitions of shared topics
     */
    public TopicPlan topics(int partitions) {
        return TopicSettings.plan(values, partitions);
    }

    /** How many copies of its state each task has in other processes. */
    public int standbys() {
        return ProcessSettings.standbys(values);
    }

    public Duration commitInterval() {
        return ProcessSettings.commitInterval(values);
    }

    public GroupProtocol groupProtocol() {
        return ProcessSettings.groupProtocol(values);
    }

    /** How long others wait for a sensor that stands still. */
    public Duration sensorTimeout() {
        return ProcessSettings.sensorTimeout(values);
    }

    /** How a process can be watched. */
    public MonitoringSettings monitoring() {
        return new MonitoringSettings(values);
    }

    /**
     * Which copies of the log topics are kept for other software. Registers the schemas of those that need a registry.
     *
     * @param called what things are called at the brokers
     * @throws ConfigException when settings contradict each other, or the registry does not take the schemas
     */
    public LogCopies copies(Names called) throws ConfigException {
        return CopySettings.copies(values, new JsonLines(LogSettings.style(values, true)), called);
    }

    /** What the names of the topics begin with that hold these copies. */
    public List<String> copyPrefixes() {
        return CopySettings.prefixes(values);
    }

    /** @param json whether the logs are JSON lines */
    public LogStyle logStyle(boolean json) {
        return LogSettings.style(values, json);
    }

    /** @param namesSensors whether lines that name the node they come from name the sensor, as in a cluster */
    public NoticeConfig notice(boolean namesSensors) {
        return new NoticeConfig(
                MailSettings.recipients(values), namesSensors, new Timeline<>(policy), PolicySettings.blockFor(values));
    }

    /** What a policy asks of addresses, by the networks of the site. */
    public AddressSets addresses() {
        PolicyAddresses addresses = new PolicyAddresses();
        addresses.localAre(local);
        return addresses;
    }

    /** The folder of the site's policy, if there is one. */
    public Optional<Path> policyFolder() {
        return PolicySettings.folder(values);
    }

    /** Who gets mail, apart from those whom the policy names. */
    public List<String> mailTo() {
        return MailSettings.recipients(values);
    }

    /** How mail is sent; none when MailTo is empty. */
    public Optional<MailConfig> mail() {
        return MailSettings.mail(values, false);
    }

    /** Who gets short mails about notices that the policy pages. */
    public List<String> pageTo() {
        return MailSettings.pageTo(values);
    }

    /** The software that gets notices that the policy posts. */
    public List<Webhook> webhooks() {
        return WebhookSettings.of(values);
    }

    /** Who is told of notices, apart from the logs. */
    public DeliveryConfig delivery() {
        List<String> pageTo = pageTo();
        Optional<AlarmConfig> alarms = MailSettings.alarms(values);
        boolean others = policy.mails() || !pageTo.isEmpty() || alarms.isPresent();
        return new DeliveryConfig(
                MailSettings.mail(values, others),
                pageTo,
                alarms,
                webhooks(),
                DeliverySettings.mails(values),
                DeliverySettings.posts(values));
    }
}
