package io.brook.analysis.analyzer;

import io.brook.schemas.flow.Direction;

/** How a session hands its bytes, or some of them, to other sessions, and what it leaves to later ones. */
public interface HandOver {
    /**
     * From here on the connection speaks another protocol, such as TLS after STARTTLS: this session gets no more bytes, and what
     * it has not consumed goes to the other one.
     *
     * @param analyzer the {@link ProtocolAnalyzer#name} of what takes over
     */
    void handOver(String analyzer);

    /** Like {@link #handOver}, but the protocol is still to be detected. */
    void handOverToDetection();

    /**
     * The session's protocol carries another one in a wrapping, as WebSocket does: these are its next bytes, without the
     * wrapping. What it is is to be found out from its first bytes.
     */
    void carry(Direction direction, byte[] bytes, int offset, int length);

    /**
     * Another protocol is spoken inside this one.
     *
     * @param analyzer the {@link ProtocolAnalyzer#name} of what follows it
     * @return null when nothing does
     */
    InnerStream inner(String analyzer);

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

    /** What an earlier session of the same protocol on this connection has {@linkplain #remember left}; null when nothing. */
    Object remembered();

    /**
     * Leaves something to later sessions of the same protocol on this connection, which it may turn out to carry inside another
     * one. It is saved with the connection.
     */
    void remember(Object what);
}
