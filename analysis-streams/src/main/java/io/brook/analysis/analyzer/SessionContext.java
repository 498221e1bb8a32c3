package io.brook.analysis.analyzer;

import io.brook.schemas.flow.Direction;
import io.brook.schemas.log.ConnId;
import org.apache.avro.specific.SpecificRecord;

/** What a session knows of its connection, and the one way in which it says something. */
public interface SessionContext {
    /** The connection's unique identifier. */
    String uid();

    /** The connection's endpoints, for log lines: a record of the caller's own. */
    ConnId id();

    /** The originator's port, without the cost of {@link #id}. */
    int originatorPort();

    /** The responder's port, without the cost of {@link #id}. */
    int responderPort();

    /** Whether the session is given datagrams, and no streams. */
    boolean isDatagrams();

    /** Whether the beginning of a TCP connection was not seen. */
    boolean isPartial();

    /** Whether the endpoint that sends in that direction is in the site's networks. */
    boolean isLocal(Direction direction);

    /**
     * Whether a part of the analysis is wanted that can be switched off while the protocol is on.
     *
     * @param type one of {@code Analyzers.PARTS}, such as http-body
     */
    boolean analyzes(String type);

    /** The time of the connection's first packet, in nanoseconds since the epoch. */
    long start();

    /** The time of the packet that is being analysed, in nanoseconds since the epoch; at the connection's end, when it ended. */
    long time();

    /** The connection does speak the protocol: conn.log will say so. It counts once for each session. */
    void confirm();

    /**
     * The connection does speak another protocol too, inside this one, which no {@link #inner} follows: conn.log will say so. May be
     * said again.
     *
     * @param protocol the name of Zeek's analyzer in lower case, such as ntlm
     */
    void confirmInner(String protocol);

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

    /**
     * Something odd, which violates nothing.
     *
     * @param name Zeek's name of it, in weird.log
     * @param detail more about it, or null
     */
    void weird(String name, String detail);

    /**
     * What was taken for the originator of a UDP connection answers: the two change places. The datagram that is being analysed
     * still counts as one of the originator, as in Zeek. Does nothing over TCP, where the handshake tells them apart.
     */
    void flipRoles();

    /** The analysis leaves something out because of a limit: the letter X in conn.log's history. */
    void limitReached();

    /**
     * The connection is over when it is silent, sooner than others. It is looked at again and again, a period apart from its
     * first packet on; a violation ends that.
     *
     * @param period from one look to the next, in nanoseconds
     * @param silence for how long no packet must have come when it is looked at, in nanoseconds, at most the period
     */
    void endWhenSilent(long period, long silence);

    /**
     * Something odd that another part of Zeek than the protocol's analyzer would report.
     *
     * @param name Zeek's name of it, in weird.log
     * @param detail more about it, or null
     * @param source the part, such as CONTENTLINE; null for a script
     */
    void weird(String name, String detail, String source);

    /** Writes a line of a log; its meta field is filled in here. */
    void log(SpecificRecord line);

    /**
     * Reports something that connections other than this one have a say in: one task hears all that is reported of a subject,
     * in the order of time. A line of a log is logged once a day for its subject (of known_certs.log and its like by their own
     * rules); messages of other kinds are put together.
     *
     * @param subject what it is about: what must be judged together has the same
     * @param found a log's line, or a record of the topic evidence; its meta field is filled in here
     */
    void report(String subject, SpecificRecord found);

    /** A piece of software showed itself. */
    void software(SoftwareBanner banner);

    /** Begins to see a file's contents. */
    FileFeed file(FileOrigin origin);

    /**
     * From here on another protocol is spoken, such as TLS after STARTTLS: this session gets no more bytes, and what it has
     * left unconsumed goes to the other.
     *
     * @param analyzer the {@link ProtocolAnalyzer#name} of what takes over
     */
    void handOver(String analyzer);

    /** From here on something else is spoken, which is to be found out from its first bytes; else as {@link #handOver}. */
    void handOverToDetection();

    /**
     * The session's protocol carries another one in a wrapping, as WebSocket does: these are its next bytes, without the
     * wrapping. What it is is to be found out from its first bytes.
     */
    void carry(Direction direction, byte[] bytes, int offset, int length);

    /** What an earlier session of the same protocol on this connection has {@linkplain #remember left}; null when nothing. */
    Object remembered();

    /**
     * Leaves something to later sessions of the same protocol on this connection, which it may turn out to carry inside another
     * one. It is saved with the connection.
     */
    void remember(Object what);

    /**
     * Another protocol is spoken inside this one.
     *
     * @param analyzer the {@link ProtocolAnalyzer#name} of what follows it
     * @return null when nothing does
     */
    InnerStream inner(String analyzer);

    /** conn.log calls the connection this, too: a name that is no analyzer's. */
    void service(String label);

    /**
     * Another TCP connection will come, of which this one has spoken: such as FTP's for data.
     *
     * @param originator who will open it: an address as logs write it; null for whoever
     * @param responder the address that it will go to
     * @param port the TCP port that it will go to
     * @param analyzer what it will speak; need not be registered
     * @param timeout for how long it is expected, in nanoseconds
     */
    void expect(String originator, String responder, int port, ProtocolAnalyzer analyzer, long timeout);

    /** The connection asks a proxy to carry another one: a tunnel of SOCKS, with the originator's port left out. */
    void socksTunnel();

    /** A proxy of HTTP carries another connection: a tunnel of HTTP, with the originator's port left out. */
    void httpTunnel();
}
