package io.brook.analysis.analyzer;

import io.brook.analysis.layer.tunnel.TunnelType;
import io.brook.analysis.weird.WeirdSink;
import org.apache.avro.specific.SpecificRecord;

/** What a session may say: in logs, of files, and of its connection. */
public interface SessionReports extends WeirdSink {
    /** Confirms that the connection speaks the protocol, for conn.log. It counts once for each session. */
    void confirm();

    /**
     * The connection does speak another protocol too, inside this one, which no {@link HandOver#inner} follows: conn.log will say so. May be
     * said again.
     *
     * @param protocol the name of Zeek's analyzer in lower case, such as ntlm
     */
    void confirmInner(String protocol);

    /** Adds a name that is no analyzer's to the services in conn.log. */
    void service(String label);

    /**
     * The bytes violate the protocol. In the first 10 KiB of a connection this ends the session once the packet is over that it
     * is said in; up to there the session is given what there is. Where somebody has {@linkplain #confirm said} that the protocol
     * is spoken, in that packet at the latest, analyzer.log says so and conn.log names the protocol no more. Later it is only an
     * oddity among others, and whether to go on is the session's to decide (Zeek's DPD::ignore_violations_after).
     *
     * @param reason what is wrong, for analyzer.log
     */
    void violation(String reason);

    /**
     * Like {@link #violation(String)}, with the bytes.
     *
     * @param data those that were wrong, one character a byte
     */
    void violation(String reason, String data);

    /** Writes a line of a log. Its field meta is filled in here, and uid and id with the connection's where they are not set. */
    void log(SpecificRecord line);

    /**
     * Reports something that connections other than this one have a say in: one task hears all that is reported of a subject,
     * in the order of time. A line of a log is logged once a day for its subject (of known_certs.log and its like by their own
     * rules); messages of other kinds are put together.
     *
     * @param subject what it is about: what must be judged together has the same
     * @param found a log's line, or a record of the topic evidence; filled in as a line is
     */
    void report(String subject, SpecificRecord found);

    /** A piece of software showed itself. */
    void software(SoftwareBanner banner);

    /** Begins to see a file's contents. */
    FileFeed file(FileOrigin origin);

    /** A limit keeps the analysis from being complete: the letter X in conn.log's history. */
    void limitReached();

    /**
     * The connection asks a proxy to carry another one: a tunnel in tunnel.log, with the originator's port left out.
     *
     * @param type what the proxy speaks
     */
    void tunnel(TunnelType type);
}
