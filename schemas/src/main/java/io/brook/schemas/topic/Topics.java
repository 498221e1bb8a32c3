package io.brook.schemas.topic;

import io.brook.schemas.log.LogStream;
import io.brook.schemas.log.WeirdLog;
import io.brook.schemas.packet.PacketBatchCodec;
import io.brook.schemas.progress.Progress;
import io.brook.schemas.subject.FailedAttempt;
import io.brook.schemas.subject.HostSeen;
import io.brook.schemas.subject.KnownHost;
import io.brook.schemas.subject.Notice;
import java.util.List;
import java.util.stream.Stream;
import org.apache.avro.Schema;

/** The topic catalogue: the one place where a topic's name is spelled. */
public final class Topics {
    /** What the names of all log topics start with. */
    public static final String LOG_PREFIX = "log.";

    public static final Topic PACKETS =
            topic("packets", "Packets, in batches of one flow.", "flow", PacketBatchCodec.SCHEMA, Progress.SCHEMA$);
    public static final Topic OBSERVATIONS = topic(
            "observations",
            "What workers have seen of hosts, for the one task that owns each.",
            "host",
            HostSeen.SCHEMA$,
            Progress.SCHEMA$);
    public static final Topic EVIDENCE = topic(
            "evidence",
            "What counts only together with what other workers see: failed connections, odd packets.",
            "what it is about",
            FailedAttempt.SCHEMA$,
            WeirdLog.SCHEMA$,
            Progress.SCHEMA$);
    public static final Topic NOTICES = topic(
            "notices",
            "Notices as detectors raise them.",
            "notice type and identifier",
            Notice.SCHEMA$,
            Progress.SCHEMA$);
    public static final Topic KNOWN_HOSTS = new Topic(
            "known-hosts",
            "The local hosts that completed a TCP handshake.",
            "host",
            true,
            List.of(KnownHost.SCHEMA$.getFullName()));
    public static final Topic PROGRESS = topic(
            "progress", "How far each stage has come with each sensor, for the logger.", "sensor", Progress.SCHEMA$);

    private Topics() {}

    private static Topic topic(String name, String about, String keyedBy, Schema... values) {
        return new Topic(
                name,
                about,
                keyedBy,
                false,
                Stream.of(values).map(Schema::getFullName).toList());
    }

    /** The topic of a log's records. */
    public static Topic log(LogStream stream) {
        return topic(LOG_PREFIX + stream.path(), "The lines of " + stream.path() + ".log.", "line", stream.schema());
    }

    /** Every topic. */
    public static List<Topic> all() {
        return Stream.concat(
                        Stream.of(PACKETS, OBSERVATIONS, EVIDENCE, NOTICES, KNOWN_HOSTS, PROGRESS),
                        LogStream.ALL.stream().map(Topics::log))
                .toList();
    }
}
