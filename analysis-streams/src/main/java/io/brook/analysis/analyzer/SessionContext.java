package io.brook.analysis.analyzer;

import io.brook.schemas.log.ConnId;
import org.apache.avro.specific.SpecificRecord;

/** What a session knows of its connection, and the one way in which it says something. */
public interface SessionContext {
    /** The connection's unique identifier. */
    String uid();

    /** The connection's endpoints, for log lines: a record of the caller's own. */
    ConnId id();

    /** Whether the session is given datagrams, and no streams. */
    boolean isDatagrams();

    /** Whether the beginning of a TCP connection was not seen. */
    boolean isPartial();

    /** Whether one of the endpoints is in the site's networks. */
    boolean isLocal(boolean originator);

    /** The time of the connection's first packet, in nanoseconds since the epoch. */
    long start();

    /** The time of the packet that is being analysed, in nanoseconds since the epoch; at the connection's end, when it ended. */
    long time();

    /** The connection does speak the protocol: conn.log will say so. May be said again. */
    void confirm();

    /**
     * The bytes violate the protocol. In the first 10 KiB of a connection this ends the session once the call is over that it
     * is said in, and conn.log names the protocol no more; later it is only an oddity among others, and whether to go on is
     * the session's to decide (Zeek's DPD::ignore_violations_after).
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
     * Another TCP connection will come, of which this one has spoken: such as FTP's for data.
     *
     * @param originator who will open it: an address as logs write it; null for whoever
     * @param responder the address that it will go to
     * @param port the TCP port that it will go to
     * @param analyzer what it will speak; need not be registered
     * @param timeout for how long it is expected, in nanoseconds
     */
    void expect(String originator, String responder, int port, ProtocolAnalyzer analyzer, long timeout);

    /**
     * From now on a UDP connection may end early: every {@code interval} nanoseconds it is looked at, and it is over when no
     * packet has come for at least as long, unless it is {@linkplain #keepOpen kept open}. Said again it changes nothing. Zeek's
     * DNS analyzer does this.
     */
    void endWhenIdle(long interval);

    /** Whether the connection is not to end early, because something is still to come on it. */
    void keepOpen(boolean keep);

    /** Originator and responder were taken for each other: they change places for good, also in the calls to the session. */
    void flipRoles();

    /** The analysis goes no further than this because of a limit: the letter X in conn.log's history. */
    void limitReached();

    /** The connection asks a proxy to carry another one: a tunnel of SOCKS, with the originator's port left out. */
    void socksTunnel();
}
