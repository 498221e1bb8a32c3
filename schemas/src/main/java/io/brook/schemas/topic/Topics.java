package io.brook.schemas.topic;

import io.brook.schemas.log.KnownCertsLog;
import io.brook.schemas.log.KnownHostsLog;
import io.brook.schemas.log.KnownServicesLog;
import io.brook.schemas.log.LogStream;
import io.brook.schemas.log.NoticeLog;
import io.brook.schemas.log.SoftwareLog;
import io.brook.schemas.log.TunnelLog;
import io.brook.schemas.log.UnknownProtocolsLog;
import io.brook.schemas.log.WeirdLog;
import io.brook.schemas.log.X509Log;
import io.brook.schemas.packet.PacketBatchCodec;
import io.brook.schemas.record.AckCount;
import io.brook.schemas.record.AnalysisSwitch;
import io.brook.schemas.record.AskedName;
import io.brook.schemas.record.Block;
import io.brook.schemas.record.CaptureProgress;
import io.brook.schemas.record.DhcpMessage;
import io.brook.schemas.record.FailedAttempt;
import io.brook.schemas.record.Finding;
import io.brook.schemas.record.Hop;
import io.brook.schemas.record.LoginAttempt;
import io.brook.schemas.record.LoginHost;
import io.brook.schemas.record.LongName;
import io.brook.schemas.record.Notice;
import io.brook.schemas.record.OutboundConnection;
import io.brook.schemas.record.PacketRange;
import io.brook.schemas.record.PolicyVersion;
import io.brook.schemas.record.ProcessStatus;
import io.brook.schemas.record.Progress;
import io.brook.schemas.record.ReplayPlan;
import io.brook.schemas.record.Rhythm;
import io.brook.schemas.record.ShuntedFlow;
import io.brook.schemas.record.SignatureMatch;
import io.brook.schemas.record.SqlInjection;
import io.brook.schemas.record.TapProgress;
import io.brook.schemas.record.TapSilence;
import io.brook.schemas.record.TlsServer;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificRecord;

/** The topic catalogue: the only place where the names of topics are spelled. */
public final class Topics {
    /** What the names of all log topics start with. */
    public static final String LOG_PREFIX = "log.";

    public static final Topic PACKETS = topic(
            "packets",
            "Packets, in batches of one flow.",
            "sensor and flow",
            PacketBatchCodec.SCHEMA,
            Rhythm.SCHEMA$,
            Progress.SCHEMA$,
            TapProgress.SCHEMA$);
    public static final Topic PACKET_INDEX = topic(
            "packet-index",
            "Which offsets of the topic packets hold which times, for replays of a stretch of them.",
            "sensor and tap",
            PacketRange.SCHEMA$);
    public static final Topic OBSERVATIONS = topic(
            "observations",
            "What workers have seen of the site's own hosts: lines that are logged if they are news.",
            "sensor and subject",
            KnownHostsLog.SCHEMA$,
            KnownServicesLog.SCHEMA$,
            KnownCertsLog.SCHEMA$,
            SoftwareLog.SCHEMA$,
            Rhythm.SCHEMA$,
            Progress.SCHEMA$);
    public static final Topic EVIDENCE = topic(
            "evidence",
            "What counts only together with what other workers see: failed connections, logins, what TLS servers show,"
                    + " signatures, weirds, messages of one transaction, software that the site watches, lines that are"
                    + " logged once a day, the ends of tunnels; and what one connection alone shows, or one tap.",
            "sensor and subject",
            FailedAttempt.SCHEMA$,
            Finding.SCHEMA$,
            Hop.SCHEMA$,
            LoginAttempt.SCHEMA$,
            LoginHost.SCHEMA$,
            OutboundConnection.SCHEMA$,
            LongName.SCHEMA$,
            SignatureMatch.SCHEMA$,
            AskedName.SCHEMA$,
            SqlInjection.SCHEMA$,
            TlsServer.SCHEMA$,
            AckCount.SCHEMA$,
            TapSilence.SCHEMA$,
            DhcpMessage.SCHEMA$,
            WeirdLog.SCHEMA$,
            SoftwareLog.SCHEMA$,
            X509Log.SCHEMA$,
            TunnelLog.SCHEMA$,
            UnknownProtocolsLog.SCHEMA$,
            Rhythm.SCHEMA$,
            Progress.SCHEMA$);
    public static final Topic NOTICES = topic(
            "notices",
            "Notices as detections raise them.",
            "sensor, type and identifier",
            Notice.SCHEMA$,
            Progress.SCHEMA$);
    public static final Topic KNOWN_HOSTS =
            known("known-hosts", "Local hosts that completed a TCP handshake.", KnownHostsLog.SCHEMA$);
    public static final Topic KNOWN_SERVICES =
            known("known-services", "What local hosts serve.", KnownServicesLog.SCHEMA$);
    public static final Topic KNOWN_CERTS =
            known("known-certs", "Certificates that local hosts serve.", KnownCertsLog.SCHEMA$);
    public static final Topic SOFTWARE = known("software", "Software that runs on local hosts.", SoftwareLog.SCHEMA$);
    public static final Topic CONTROL = new Topic(
            "control",
            "Switches for analyses, which workers follow while they run, versions of the policy, which workers and"
                    + " notice-managers follow, and flows whose payload captures may leave out.",
            "what is switched, the version, or sensor and flow",
            true,
            List.of(
                    AnalysisSwitch.SCHEMA$.getFullName(),
                    PolicyVersion.SCHEMA$.getFullName(),
                    ShuntedFlow.SCHEMA$.getFullName()));
    public static final Topic CAPTURE_PROGRESS = new Topic(
            "capture-progress",
            "How much of each sensor's traces or spool is in the topic packets, for a capture that resumes.",
            "sensor",
            true,
            List.of(CaptureProgress.SCHEMA$.getFullName()));
    public static final Topic PROGRESS = new Topic(
            "progress",
            "How far each stage has come with each sensor, of a capture only the end: for the logger, and for tasks"
                    + " that have lost the end of a sensor.",
            "sensor, stage and task",
            true,
            List.of(Progress.SCHEMA$.getFullName()));
    public static final Topic STATUS = new Topic(
            "status",
            "How each process of the cluster is doing, every few seconds.",
            "role and process",
            true,
            List.of(ProcessStatus.SCHEMA$.getFullName()));
    public static final Topic REPLAYS = new Topic(
            "replays",
            "The replays that run, and what each of them analyses.",
            "run",
            true,
            List.of(ReplayPlan.SCHEMA$.getFullName()));
    public static final Topic BLOCK = new Topic(
            "block",
            "Addresses that the site's policy wants to be blocked, for whatever enforces it.",
            "no sensor and address",
            true,
            List.of(Block.SCHEMA$.getFullName()));
    public static final Topic DELIVERIES = topic(
            "deliveries",
            "Notices that somebody is to be told of, by mail, page or webhook; in notice.log or not.",
            "sensor, type and identifier",
            NoticeLog.SCHEMA$);
    public static final Topic DEAD_LETTERS = new Topic(
            "dead-letters",
            "Records of any topic that could not be read, unchanged; headers say where they were and why.",
            "the record's own",
            false,
            List.of());

    private Topics() {}

    private static Topic topic(String name, String about, String keyedBy, Schema... values) {
        return new Topic(
                name,
                about,
                keyedBy,
                false,
                Stream.of(values).map(Schema::getFullName).toList());
    }

    private static Topic known(String name, String about, Schema value) {
        return new Topic(name, about, "sensor and subject", true, List.of(value.getFullName()));
    }

    /** The topics of what all workers share: for each kind of observation, the topic of what is known. */
    public static List<Topic> known() {
        return List.of(KNOWN_HOSTS, KNOWN_SERVICES, KNOWN_CERTS, SOFTWARE);
    }

    /** The topics that every worker follows with a table. */
    public static List<Topic> tables() {
        return Stream.concat(known().stream(), Stream.of(CONTROL)).toList();
    }

    /**
     * The topic of what is known about the same things as an observation.
     *
     * @throws IllegalArgumentException when it is not an observation
     */
    public static Topic known(SpecificRecord observation) {
        return known().stream()
                .filter(topic -> topic.holds(observation))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("not an observation: " + observation));
    }

    /** The topic of a log's records. */
    public static Topic log(LogStream stream) {
        return topic(LOG_PREFIX + stream.path(), "The lines of " + stream.path() + ".log.", "none", stream.schema());
    }

    /** Every topic. */
    public static List<Topic> all() {
        return Stream.concat(
                        Stream.concat(
                                Stream.of(
                                        PACKETS,
                                        PACKET_INDEX,
                                        CAPTURE_PROGRESS,
                                        OBSERVATIONS,
                                        EVIDENCE,
                                        NOTICES,
                                        CONTROL,
                                        PROGRESS,
                                        STATUS,
                                        REPLAYS,
                                        BLOCK,
                                        DELIVERIES,
                                        DEAD_LETTERS),
                                known().stream()),
                        LogStream.all().stream().map(Topics::log))
                .toList();
    }
}
