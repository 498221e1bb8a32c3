package io.brook.schemas.log;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * One log: its name, and the record of its lines. The catalogue {@link #ALL} is the only list of Brook's logs; topics, files and
 * documentation follow from it. A process that was given jars of the site knows those of their logs as well.
 *
 * @param path Zeek's name of the log, as in conn.log
 * @param type the generated class of its records
 */
public record LogStream(String path, Class<? extends SpecificRecord> type) {
    /** Every log that Brook writes, in alphabetical order. */
    public static final List<LogStream> ALL = List.of(
            of(AnalyzerLog.class),
            of(CaptureLossLog.class),
            of(ConfigLog.class),
            of(ConnLog.class),
            of(ConnLongLog.class),
            of(DhcpLog.class),
            of(DnsLog.class),
            of(FilesLog.class),
            of(FtpLog.class),
            of(HttpLog.class),
            of(IrcLog.class),
            of(KnownCertsLog.class),
            of(KnownHostsLog.class),
            of(KnownServicesLog.class),
            of(MysqlLog.class),
            of(NoticeLog.class),
            of(NoticeAlarmLog.class),
            of(NtpLog.class),
            of(OcspLog.class),
            of(PeLog.class),
            of(RadiusLog.class),
            of(RdpLog.class),
            of(ReporterLog.class),
            of(RfbLog.class),
            of(SignaturesLog.class),
            of(SmbFilesLog.class),
            of(SmbMappingLog.class),
            of(SmtpLog.class),
            of(SoftwareLog.class),
            of(SshLog.class),
            of(SslLog.class),
            of(StatsLog.class),
            of(SyslogLog.class),
            of(TunnelLog.class),
            of(UnknownProtocolsLog.class),
            of(WebsocketLog.class),
            of(WeirdLog.class),
            of(X509Log.class));

    /** Looked up for every line. */
    private static final Map<Class<?>, LogStream> BY_TYPE =
            ALL.stream().collect(Collectors.toMap(LogStream::type, stream -> stream));

    /** Those of the site's jars. */
    private static volatile List<LogStream> site = List.of();

    /** The log whose lines are records of a class, by what its schema says. */
    public static LogStream of(Class<? extends SpecificRecord> type) {
        return new LogStream(schemaOf(type).getProp("zeek.path"), type);
    }

    private static Schema schemaOf(Class<? extends SpecificRecord> type) {
        return SpecificData.get().getSchema(type);
    }

    /**
     * From now on this process also writes these logs: what its jars are to a process, its class path is to another. For the start of
     * a process, before it looks at any log.
     *
     * @param logs those of the site's jars; they take the place of those that it was given before
     */
    public static void addSite(List<LogStream> logs) {
        site = List.copyOf(logs);
    }

    /** Every log that this process can write, in alphabetical order. */
    public static List<LogStream> all() {
        return Stream.concat(ALL.stream(), site.stream())
                .sorted(Comparator.comparing(LogStream::path))
                .toList();
    }

    /**
     * The log that a record belongs to.
     *
     * @throws IllegalArgumentException when it belongs to none that this process knows
     */
    public static LogStream of(SpecificRecord line) {
        LogStream known = BY_TYPE.get(line.getClass());
        if (known != null) {
            return known;
        }
        for (LogStream stream : site) {
            if (stream.type == line.getClass()) {
                return stream;
            }
        }
        throw new IllegalArgumentException(line.getClass().getName() + " is not the record of a log");
    }

    /** Zeek's name of the log as a stream, such as DNS::LOG. */
    public static String zeekStream(SpecificRecord line) {
        return line.getSchema().getProp("zeek.stream");
    }

    public Schema schema() {
        return schemaOf(type);
    }

    /** The part of a line that is not a column: the first field of every log record, and of all evidence and observations. */
    public static LogMeta meta(SpecificRecord line) {
        return (LogMeta) line.get(0);
    }

    /** Fills in the fields uid and id of a record about a connection, where it has them and they are not set. */
    public static void ofConnection(SpecificRecord line, String uid, Supplier<ConnId> id) {
        Schema.Field identifier = line.getSchema().getField("uid");
        if (identifier != null && line.get(identifier.pos()) == null) {
            line.put(identifier.pos(), uid);
        }
        Schema.Field endpoints = line.getSchema().getField("id");
        boolean areThey = endpoints != null && endpoints.schema().getFullName().equals(ConnId.class.getName());
        if (areThey && line.get(endpoints.pos()) == null) {
            line.put(endpoints.pos(), id.get());
        }
    }
}
