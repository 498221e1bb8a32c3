package io.brook.deploy.shell;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** An option of zeekctl.cfg, or of the older cluster.cfg, and what Brook makes of it. Case does not count in names. */
public enum ClusterOption {
    START_BY(
            "StartBy",
            Fate.WORKS,
            "shell",
            "What runs the nodes: `shell`, which starts them itself; `systemd`, as units of the system; or `systemd-user`, as units"
                    + " of the user who runs the shell. Brook's own option."),
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
    CRASH_RESTART_PAUSE(
            "CrashRestartPause",
            Fate.WORKS,
            "60",
            "Seconds that `cron` waits before it starts a node again after the fourth crash within an hour; twice as long after each further"
                    + " one, up to an hour. 0 to start it always at once. Brook's own option."),
    CRASH_EXPIRE_INTERVAL(
            "CrashExpireInterval",
            Fate.WORKS,
            "0",
            "Days after which `cron` deletes what crashes have left and their reports; 0 for never."),
    SEND_MAIL(
            "SendMail",
            Fate.WORKS,
            "1",
            "Whether the shell mails: no when it is 0, no, or empty. Otherwise it mails by SMTP (SmtpHost in brook.cfg), not by this program."),
    MAIL_TO(
            "MailTo",
            Fate.WORKS,
            "",
            "Who gets the mails of the shell and about notices; those of brook.cfg when empty."),
    MAIL_FROM("MailFrom", Fate.WORKS, "", "The sender of these mails; that of brook.cfg when empty."),
    MAIL_REPLY_TO("MailReplyTo", Fate.WORKS, "", "Where answers to them go; as brook.cfg says when empty."),
    MAIL_SUBJECT_PREFIX(
            "MailSubjectPrefix",
            Fate.WORKS,
            "",
            "What the subjects of these mails begin with; that of brook.cfg when empty."),
    MAIL_HOST_UP_DOWN(
            "MailHostUpDown", Fate.WORKS, "1", "Whether `cron` mails that a host cannot be reached, and can again."),
    MAIL_RECEIVING_PACKETS(
            "MailReceivingPackets",
            Fate.WORKS,
            "1",
            "Whether `cron` mails that a capture has got no packets since its last run, and gets some again."),
    MAIL_CONNECTION_SUMMARY(
            "MailConnectionSummary",
            Fate.WORKS,
            "1",
            "Whether `cron` mails what `brook summary` says of each archived conn.log. Files that CompressCmd has compressed are unpacked"
                    + " by the same program with `-dc`."),
    MAIL_HTML(
            "MailHtml",
            Fate.WORKS,
            "0",
            "With 1, these mails have a page of HTML with charts beside the text. Brook's own option."),
    MAIL_ARCHIVE_LOG_FAIL(
            "MailArchiveLogFail",
            Fate.WORKS,
            "1",
            "Whether `cron` mails that the logger cannot archive files; it tries again, and nothing is lost."),
    MIN_DISK_SPACE(
            "MinDiskSpace",
            Fate.WORKS,
            "5",
            "Percent of a file system that must be free, or `cron` mails once; 0 for none."),
    STATS_LOG_ENABLE(
            "StatsLogEnable",
            Fate.WORKS,
            "1",
            "Whether `cron` writes statistics: stats.log, and CSV files in StatsDir."),
    STATS_LOG_EXPIRE_INTERVAL(
            "StatsLogExpireInterval", Fate.WORKS, "0", "Days after which lines of stats.log are removed; 0 for never."),
    STATS_DIR("StatsDir", Fate.WORKS, "${LogDir}/stats", "Where the statistics are."),
    STATS_LOG(
            "StatsLog",
            Fate.WORKS,
            "${SpoolDir}/stats.log",
            "Where statistics are collected before they go to StatsDir."),
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
    MAIL_ALARMS_TO("MailAlarmsTo", Fate.WORKS, "", "Who gets summaries of alarms; as brook.cfg says when empty."),
    MAIL_ALARMS_INTERVAL(
            "MailAlarmsInterval",
            Fate.WORKS,
            "",
            "Seconds that a summary of alarms covers, 0 for no summaries; as brook.cfg says when empty, a day by default."),
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
    STATE_FILE("StateFile", Fate.WITHOUT_EFFECT, "", "It is state.properties below SpoolDir."),
    LOCK_FILE("LockFile", Fate.WITHOUT_EFFECT, "", "It is lock below SpoolDir."),
    DEBUG_LOG("DebugLog", Fate.WITHOUT_EFFECT, "", "`brook ctl --debug` shows more."),
    CAPSTATS_PATH("CapstatsPath", Fate.WITHOUT_EFFECT, "", "The metrics of each capture take its place."),
    TRACE_SUMMARY(
            "TraceSummary",
            Fate.WITHOUT_EFFECT,
            "",
            "Brook has its own, `brook summary`; MailConnectionSummary says whether it is mailed."),
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
    MAIL_ALARMS("MailAlarms", Fate.REFUSED, "", "MailAlarmsInterval says whether alarms are mailed."),
    MAIL_ALARM_PREFIX("MailAlarmPrefix", Fate.REFUSED, "", "All subjects begin with MailSubjectPrefix."),
    ANALYSIS_CFG("AnalysisCfg", Fate.REFUSED, "", "`brook analysis` switches kinds of analysis on and off."),
    CLUSTER_CFG("ClusterCfg", Fate.REFUSED, "", "The layout is in node.cfg (NodeCfg)."),
    DIST_DIR("DistDir", Fate.REFUSED, "", "Brook's command is where it was started from."),
    HAVE_BROCCOLI("HaveBroccoli", Fate.REFUSED, "", "Nodes talk through Kafka.");

    /** A value of {@link #START_BY}: the shell starts nodes itself. */
    static final String BY_SHELL = "shell";

    /** Nodes are units of the system. */
    static final String BY_SYSTEMD = "systemd";

    /** Nodes are units of the user who runs the shell. */
    static final String BY_SYSTEMD_OF_USER = "systemd-user";

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
