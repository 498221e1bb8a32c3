package io.brook.deploy.shell;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** An option of zeekctl.cfg, or of the older cluster.cfg, and what Brook makes of it. Case does not count in names. */
public enum ClusterOption {
    STOP_TIMEOUT("StopTimeout", Fate.WORKS, "60", "Seconds that a node has to stop before it is killed."),
    COMMAND_TIMEOUT("CommandTimeout", Fate.WORKS, "60", "Seconds that a command of `exec` may take, on each host."),
    COMM_TIMEOUT("CommTimeout", Fate.WORKS, "10", "Seconds in which another host must answer ssh."),
    SSH_CMD(
            "SshCmd",
            Fate.WORKS,
            "ssh",
            "Reaches other hosts: ssh, and options such as `-i FILE` or `-o User=brook`. Brook's own option."),
    METRICS_ADDRESS("MetricsAddress", Fate.WORKS, "127.0.0.1", "Where nodes serve metrics and health."),
    METRICS_PORT("MetricsPort", Fate.WORKS, "9991", "Port of the first node's metrics and health; the others follow."),
    LOG_DIR(
            "LogDir",
            Fate.WORKS,
            "${BaseDir}/logs",
            "The logger writes to the directory `current` below it, and archives in one for each day."),
    LOG_ROTATION_INTERVAL(
            "LogRotationInterval",
            Fate.WORKS,
            "3600",
            "Seconds after which the logger archives its files below LogDir; 0 for never. Not taken from brook.cfg."),
    COMPRESS_LOGS("CompressLogs", Fate.WORKS, "1", "Whether archived files are compressed: 1 or 0."),
    COMPRESS_CMD(
            "CompressCmd",
            Fate.WORKS,
            "",
            "Compresses its input to its output, as `gzip -9`; gzip within the logger by default."),
    COMPRESS_EXTENSION("CompressExtension", Fate.WORKS, "gz", "What the names of compressed files end with."),
    POST_PROC_DIR("PostProcDir", Fate.WORKS, "", "A directory of programs; each is run for every archived file."),
    LOG_EXPIRE_INTERVAL(
            "LogExpireInterval",
            Fate.WORKS,
            "0",
            "How long archived files are kept: days, or a number with day, hr or min; 0 for ever."),
    KEEP_LOGS(
            "KeepLogs",
            Fate.WORKS,
            "",
            "Patterns of the names of archived files that are never removed, with spaces between."),
    SPOOL_DIR("SpoolDir", Fate.WORKS, "${BaseDir}/spool", "State, process ids and output of the nodes."),
    CFG_DIR("CfgDir", Fate.WORKS, "${BaseDir}/etc", "Where `install` takes the configuration from."),
    NODE_CFG("NodeCfg", Fate.WORKS, "${CfgDir}/node.cfg", "The layout."),
    LOCAL_NETS_CFG(
            "LocalNetsCfg",
            Fate.WORKS,
            "${CfgDir}/networks.cfg",
            "The site's networks; those of brook.cfg count when there is no such file."),
    SAVE_TRACES(
            "SaveTraces",
            Fate.WORKS,
            "0",
            "With 1, `stop` and `restart` save the last packets of captures, as the command `traces` does at any time."),
    ENV_VARS(
            "Env_Vars",
            Fate.WORKS,
            "",
            "Variables of all nodes, as NAME=VALUE,...; those of a node's own section count first."),
    CRON_CMD("CronCmd", Fate.WORKS, "", "A command that `cron` runs at its end."),
    DEBUG("Debug", Fate.WITHOUT_EFFECT, "", "`brook ctl --debug` shows more."),
    HAVE_NFS(
            "HaveNFS",
            Fate.WITHOUT_EFFECT,
            "",
            "Each host needs a base directory of its own; `install` copies what is missing there."),
    CLUSTER_BACKEND("ClusterBackend", Fate.WITHOUT_EFFECT, "", "Nodes talk through Kafka."),
    CONTROL_TOPIC(
            "ControlTopic",
            Fate.WITHOUT_EFFECT,
            "",
            "Nodes talk through Kafka; TopicPrefix in brook.cfg names its topics."),
    ZEEK_PORT("ZeekPort", Fate.WITHOUT_EFFECT, "", "Nodes listen at no port but that of their metrics (MetricsPort)."),
    BRO_PORT("BroPort", Fate.WITHOUT_EFFECT, "", "Nodes listen at no port but that of their metrics (MetricsPort)."),
    MAKE_ARCHIVE_NAME(
            "MakeArchiveName",
            Fate.WITHOUT_EFFECT,
            "",
            "Archived files are called as zeekctl calls them: YYYY-MM-DD/conn.HH:MM:SS-HH:MM:SS.log.gz below LogDir."),
    COMPRESS_LOGS_IN_FLIGHT(
            "CompressLogsInFlight",
            Fate.WITHOUT_EFFECT,
            "",
            "Files are compressed when they are archived (CompressLogs)."),
    PRIVATE_ADDRESS_SPACE_IS_LOCAL(
            "PrivateAddressSpaceIsLocal",
            Fate.WITHOUT_EFFECT,
            "",
            "List the site's networks in networks.cfg; without any, private ones are local."),
    SEND_MAIL("SendMail", Fate.WITHOUT_EFFECT, "", "The notice-manager sends mail by SMTP: SmtpHost in brook.cfg."),
    MAIL_SUBJECT_PREFIX("MailSubjectPrefix", Fate.WITHOUT_EFFECT, "", "Set MailSubjectPrefix in brook.cfg."),
    MAIL_REPLY_TO("MailReplyTo", Fate.WITHOUT_EFFECT, "", "Mails are set up in brook.cfg."),
    MAIL_TO("MailTo", Fate.WITHOUT_EFFECT, "", "Set MailTo in brook.cfg."),
    MAIL_FROM("MailFrom", Fate.WITHOUT_EFFECT, "", "Set MailFrom in brook.cfg."),
    MAIL_ALARMS_TO("MailAlarmsTo", Fate.WITHOUT_EFFECT, "", "Mails are set up in brook.cfg."),
    MAIL_ALARMS_INTERVAL("MailAlarmsInterval", Fate.WITHOUT_EFFECT, "", "Mails are set up in brook.cfg."),
    MAIL_CONNECTION_SUMMARY(
            "MailConnectionSummary",
            Fate.WITHOUT_EFFECT,
            "",
            "`brook summary` prints it; a program in PostProcDir can mail it."),
    MAIL_HOST_UP_DOWN(
            "MailHostUpDown", Fate.WITHOUT_EFFECT, "", "`status` and `cron` name a host that cannot be reached."),
    MAIL_ARCHIVE_LOG_FAIL(
            "MailArchiveLogFail",
            Fate.WITHOUT_EFFECT,
            "",
            "The logger says which files it cannot archive, and tries again."),
    MAIL_RECEIVING_PACKETS(
            "MailReceivingPackets",
            Fate.WITHOUT_EFFECT,
            "",
            "The metrics and alert rules tell when a capture gets no packets."),
    MIN_DISK_SPACE("MinDiskSpace", Fate.WITHOUT_EFFECT, "", "`cron` does not watch disks yet; `df` shows them."),
    STATS_LOG_ENABLE("StatsLogEnable", Fate.WITHOUT_EFFECT, "", "The metrics of each node take its place."),
    STATS_LOG_EXPIRE_INTERVAL(
            "StatsLogExpireInterval", Fate.WITHOUT_EFFECT, "", "The metrics of each node take its place."),
    CRASH_EXPIRE_INTERVAL(
            "CrashExpireInterval",
            Fate.WITHOUT_EFFECT,
            "",
            "The messages of the last crash of a node stay until `cleanup`."),
    MEM_LIMIT("MemLimit", Fate.WITHOUT_EFFECT, "", "Set BROOK_JAVA_OPTS=-Xmx... in Env_Vars or env_vars."),
    TIME_FMT("TimeFmt", Fate.WITHOUT_EFFECT, "", "Times are shown as ISO 8601 has them."),
    STATUS_CMD_SHOW_ALL(
            "StatusCmdShowAll", Fate.WITHOUT_EFFECT, "", "`peerstatus` shows what Kafka knows of all processes."),
    STOP_WAIT("StopWait", Fate.WITHOUT_EFFECT, "", "`stop` waits always."),
    SITE_POLICY_SCRIPTS(
            "SitePolicyScripts",
            Fate.WITHOUT_EFFECT,
            "",
            "Brook runs no scripts; brook.cfg and `brook analysis` change what it does."),
    SITE_POLICY_PATH(
            "SitePolicyPath",
            Fate.WITHOUT_EFFECT,
            "",
            "Brook runs no scripts; brook.cfg and `brook analysis` change what it does."),
    SITE_PLUGIN_PATH("SitePluginPath", Fate.WITHOUT_EFFECT, "", "Brook has no plugins of Zeek's kind."),
    PREFIXES(
            "Prefixes",
            Fate.WITHOUT_EFFECT,
            "",
            "Brook runs no scripts; brook.cfg and `brook analysis` change what it does."),
    PFRINGCLUSTER_ID("PFRINGClusterID", Fate.WITHOUT_EFFECT, "", "Workers share packets by Kafka's partitions."),
    PFRINGCLUSTER_TYPE("PFRINGClusterType", Fate.WITHOUT_EFFECT, "", "Workers share packets by Kafka's partitions."),
    PFRINGFIRST_APP_INSTANCE(
            "PFRINGFirstAppInstance", Fate.WITHOUT_EFFECT, "", "Workers share packets by Kafka's partitions."),
    PCAP_SNAPLEN("PcapSnaplen", Fate.WITHOUT_EFFECT, "", "A capture takes whole packets."),
    PCAP_BUFSIZE("PcapBufsize", Fate.WITHOUT_EFFECT, "", "Set CaptureBuffer in brook.cfg."),
    USE_WEB_SOCKET("UseWebSocket", Fate.WITHOUT_EFFECT, "", "Nodes talk through Kafka."),
    WEB_SOCKET_HOST("WebSocketHost", Fate.WITHOUT_EFFECT, "", "Nodes talk through Kafka."),
    WEB_SOCKET_PORT("WebSocketPort", Fate.WITHOUT_EFFECT, "", "Nodes talk through Kafka."),
    WEB_SOCKET_URL("WebSocketUrl", Fate.WITHOUT_EFFECT, "", "Nodes talk through Kafka."),
    WEB_SOCKET_TIMEOUT("WebSocketTimeout", Fate.WITHOUT_EFFECT, "", "Nodes talk through Kafka."),
    BIN_DIR("BinDir", Fate.WITHOUT_EFFECT, "", "Brook's command is where it was started from."),
    LIB_DIR("LibDir", Fate.WITHOUT_EFFECT, "", "Brook's command is where it was started from."),
    HELPER_DIR("HelperDir", Fate.WITHOUT_EFFECT, "", "Brook's command is where it was started from."),
    POLICY_DIR(
            "PolicyDir",
            Fate.WITHOUT_EFFECT,
            "",
            "Brook runs no scripts. The site's policy is the folder policy in CfgDir, if there is one."),
    TMP_DIR("TmpDir", Fate.WITHOUT_EFFECT, "", "Everything temporary is below SpoolDir."),
    TMP_EXEC_DIR("TmpExecDir", Fate.WITHOUT_EFFECT, "", "Everything temporary is below SpoolDir."),
    BROKER_DBDIR("BrokerDBDir", Fate.WITHOUT_EFFECT, "", "Kafka keeps the state."),
    FILE_EXTRACT_DIR("FileExtractDir", Fate.WITHOUT_EFFECT, "", "Set FileExtractDir in brook.cfg."),
    DEFAULT_STORE_DIR("DefaultStoreDir", Fate.WITHOUT_EFFECT, "", "Kafka keeps the state."),
    STATS_DIR("StatsDir", Fate.WITHOUT_EFFECT, "", "The metrics of each node take its place."),
    STATE_FILE("StateFile", Fate.WITHOUT_EFFECT, "", "It is state.properties below SpoolDir."),
    LOCK_FILE("LockFile", Fate.WITHOUT_EFFECT, "", "It is lock below SpoolDir."),
    DEBUG_LOG("DebugLog", Fate.WITHOUT_EFFECT, "", "`brook ctl --debug` shows more."),
    STATS_LOG("StatsLog", Fate.WITHOUT_EFFECT, "", "The metrics of each node take its place."),
    CAPSTATS_PATH("CapstatsPath", Fate.WITHOUT_EFFECT, "", "The metrics of each capture take its place."),
    TRACE_SUMMARY(
            "TraceSummary",
            Fate.WITHOUT_EFFECT,
            "",
            "`brook summary` prints it; a program in PostProcDir can mail it."),
    ZEEK_ARGS("ZeekArgs", Fate.REFUSED, "", "Brook's nodes take settings: put them into brook.cfg."),
    BRO_ARGS("BroArgs", Fate.REFUSED, "", "Brook's nodes take settings: put them into brook.cfg."),
    TIME_MACHINE_HOST(
            "TimeMachineHost",
            Fate.REFUSED,
            "",
            "There is no Time Machine: `brook packets` cuts traces out of the topic packets."),
    TIME_MACHINE_PORT(
            "TimeMachinePort",
            Fate.REFUSED,
            "",
            "There is no Time Machine: `brook packets` cuts traces out of the topic packets."),
    CFLOW_ADDR("CFlowAddr", Fate.REFUSED, "", "Brook shunts large flows itself: ShuntAfter in brook.cfg."),
    CFLOW_USER("CFlowUser", Fate.REFUSED, "", "Brook shunts large flows itself: ShuntAfter in brook.cfg."),
    CFLOW_PASSWORD("CFlowPassword", Fate.REFUSED, "", "Brook shunts large flows itself: ShuntAfter in brook.cfg."),
    AUX_SCRIPTS_MANAGER("AuxScriptsManager", Fate.REFUSED, "", "Brook runs no scripts."),
    AUX_SCRIPTS_WORKER("AuxScriptsWorker", Fate.REFUSED, "", "Brook runs no scripts."),
    AUX_SCRIPTS_STANDALONE("AuxScriptsStandalone", Fate.REFUSED, "", "Brook runs no scripts."),
    SITE_POLICY_MANAGER("SitePolicyManager", Fate.REFUSED, "", "Brook runs no scripts."),
    SITE_POLICY_WORKER("SitePolicyWorker", Fate.REFUSED, "", "Brook runs no scripts."),
    SITE_POLICY_STANDALONE("SitePolicyStandalone", Fate.REFUSED, "", "Brook runs no scripts."),
    CUSTOM_INSTALL_BIN("CustomInstallBin", Fate.REFUSED, "", "`install` copies the configuration and Brook itself."),
    MAIL_ALARMS("MailAlarms", Fate.REFUSED, "", "Mails are set up in brook.cfg."),
    MAIL_ALARM_PREFIX("MailAlarmPrefix", Fate.REFUSED, "", "Mails are set up in brook.cfg."),
    ANALYSIS_CFG("AnalysisCfg", Fate.REFUSED, "", "`brook analysis` switches kinds of analysis on and off."),
    CLUSTER_CFG("ClusterCfg", Fate.REFUSED, "", "The layout is in node.cfg (NodeCfg)."),
    DIST_DIR("DistDir", Fate.REFUSED, "", "Brook's command is where it was started from."),
    HAVE_BROCCOLI("HaveBroccoli", Fate.REFUSED, "", "Nodes talk through Kafka.");

    /** What comes of an option that is set. */
    public enum Fate {
        WORKS,
        /** Accepted, so that an existing file can be used; {@code check} says what takes its place. */
        WITHOUT_EFFECT,
        /** Something else would happen than was asked for: an error. */
        REFUSED
    }

    private final String key;
    private final Fate fate;
    private final String standard;
    private final String about;

    ClusterOption(String key, Fate fate, String standard, String about) {
        this.key = key;
        this.fate = fate;
        this.standard = standard;
        this.about = about;
    }

    static Optional<ClusterOption> of(String name) {
        String lower = name.toLowerCase(Locale.ROOT);
        return Arrays.stream(values())
                .filter(option -> option.key.toLowerCase(Locale.ROOT).equals(lower))
                .findFirst();
    }

    /** Its name, as the manual writes it. */
    public String key() {
        return key;
    }

    /** What comes of it. */
    public Fate fate() {
        return fate;
    }

    /** Its default; names of other options in it are in {@code ${...}}. */
    public String standard() {
        return standard;
    }

    /** What it is for, or what takes its place: a sentence in Markdown. */
    public String about() {
        return about;
    }
}
