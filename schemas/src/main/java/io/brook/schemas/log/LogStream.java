package io.brook.schemas.log;

import java.util.List;
import org.apache.avro.Schema;
import org.apache.avro.specific.SpecificData;
import org.apache.avro.specific.SpecificRecord;

/**
 * One log: its name, and the record of its lines. The catalogue {@link #ALL} is the only list of logs; topics, files and
 * documentation follow from it.
 *
 * @param path Zeek's name of the log, as in conn.log
 * @param type the generated class of its records
 */
public record LogStream(String path, Class<? extends SpecificRecord> type) {
    /** Every log that Brook writes, in alphabetical order. */
    public static final List<LogStream> ALL = List.of(
            of(AnalyzerLog.class),
            of(CaptureLossLog.class),
            of(ConnLog.class),
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
            of(NtpLog.class),
            of(OcspLog.class),
            of(PeLog.class),
            of(RadiusLog.class),
            of(RdpLog.class),
            of(ReporterLog.class),
            of(RfbLog.class),
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

    private static LogStream of(Class<? extends SpecificRecord> type) {
        return new LogStream(schemaOf(type).getProp("zeek.path"), type);
    }

    private static Schema schemaOf(Class<? extends SpecificRecord> type) {
        return SpecificData.get().getSchema(type);
    }

    /**
     * The log that a record belongs to.
     *
     * @throws IllegalArgumentException when it belongs to none in the catalogue
     */
    public static LogStream of(SpecificRecord line) {
        for (LogStream stream : ALL) {
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
}
